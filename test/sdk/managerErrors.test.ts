import { describe, it } from 'node:test'
import { paymentEscrowAbi } from '@florin/sdk/abi/paymentEscrow.ts'
import { subscriptionManagerAbi } from '@florin/sdk/abi/subscriptionManager.ts'
import { decodeManagerError, managerErrorName } from '@florin/sdk/subscriptions/errors.ts'
import { expect } from 'chai'
import { encodeErrorResult, slice, toFunctionSelector } from 'viem'

const id = `0x${'ab'.repeat(32)}` as const

describe('errors of the manager', () => {
  it('decode to a name and named arguments', () => {
    const data = encodeErrorResult({
      abi: subscriptionManagerAbi,
      errorName: 'WrongStatus',
      args: [id, 2],
    })
    expect(decodeManagerError(data)).to.deep.equal({ name: 'WrongStatus', args: { id, actual: 2 } })
    const cap = encodeErrorResult({ abi: subscriptionManagerAbi, errorName: 'ExceedsCap', args: [9n, 8n] })
    expect(decodeManagerError(cap)).to.deep.equal({ name: 'ExceedsCap', args: { amount: 9n, cap: 8n } })
  })

  it('are the escrow’s where it refused', () => {
    const data = encodeErrorResult({ abi: paymentEscrowAbi, errorName: 'InexactTransfer', args: [9n, 8n] })
    expect(decodeManagerError(data)).to.deep.equal({
      name: 'InexactTransfer',
      args: { actual: 9n, expected: 8n },
    })
  })

  it('are known by their selectors, as a failed charge states them', () => {
    for (const item of subscriptionManagerAbi) {
      if (item.type !== 'error') continue
      const selector = toFunctionSelector(`${item.name}(${item.inputs.map(({ type }) => type).join()})`)
      expect(managerErrorName(selector)).to.equal(item.name)
    }
    expect(managerErrorName('0x00000000')).to.equal(undefined)
  })

  it('are undefined for anything else', () => {
    const whole = encodeErrorResult({ abi: subscriptionManagerAbi, errorName: 'ExceedsCap', args: [2n, 1n] })
    const foreign = toFunctionSelector('ERC20InsufficientBalance(address,uint256,uint256)')
    for (const data of ['0x', slice(whole, 0, 3), slice(whole, 0, 40), foreign] as const)
      expect(decodeManagerError(data)).to.equal(undefined)
  })
})
