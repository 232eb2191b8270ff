import { describe, it } from 'node:test'
import { paymentEscrowAbi } from '@florin/sdk/abi/paymentEscrow.ts'
import { decodeEscrowError, escrowErrorName } from '@florin/sdk/escrow/errors.ts'
import { expect } from 'chai'
import { encodeErrorResult, parseAbi, slice, toFunctionSelector } from 'viem'

const solidityErrors = parseAbi(['error Error(string)'])
const payer = `0x${'11'.repeat(20)}` as const

describe('errors of the escrow', () => {
  it('decode to a name and named arguments', () => {
    const data = encodeErrorResult({ abi: paymentEscrowAbi, errorName: 'ExceedsCapturable', args: [9n, 8n] })
    expect(decodeEscrowError(data)).to.deep.equal({
      name: 'ExceedsCapturable',
      args: { amount: 9n, capturable: 8n },
    })
    const party = encodeErrorResult({ abi: paymentEscrowAbi, errorName: 'InvalidParty', args: [payer] })
    expect(decodeEscrowError(party)).to.deep.equal({ name: 'InvalidParty', args: { party: payer } })
    const source = encodeErrorResult({ abi: paymentEscrowAbi, errorName: 'InvalidSource', args: [5] })
    expect(decodeEscrowError(source)).to.deep.equal({ name: 'InvalidSource', args: { source: 5 } })
  })

  it('decode without arguments', () => {
    const data = encodeErrorResult({ abi: paymentEscrowAbi, errorName: 'Locked' })
    expect(decodeEscrowError(data)).to.deep.equal({ name: 'Locked', args: {} })
  })

  it('are known by their selectors, as a skipped item of a batch states them', () => {
    for (const item of paymentEscrowAbi) {
      if (item.type !== 'error') continue
      const selector = toFunctionSelector(`${item.name}(${item.inputs.map(({ type }) => type).join()})`)
      expect(escrowErrorName(selector)).to.equal(item.name)
    }
    const data = encodeErrorResult({ abi: paymentEscrowAbi, errorName: 'TooLate', args: [2n, 1n] })
    expect(escrowErrorName(slice(data, 0, 4))).to.equal('TooLate')
  })

  it('are undefined for anything else', () => {
    const whole = encodeErrorResult({ abi: paymentEscrowAbi, errorName: 'TooLate', args: [2n, 1n] })
    const text = encodeErrorResult({ abi: solidityErrors, errorName: 'Error', args: ['no'] })
    const foreign = toFunctionSelector('ERC20InsufficientBalance(address,uint256,uint256)')
    for (const data of ['0x', slice(whole, 0, 3), slice(whole, 0, 40), text, foreign] as const)
      expect(decodeEscrowError(data)).to.equal(undefined)
  })
})
