import { after, before, describe, it } from 'node:test'
import { testDollarAbi } from '@florin/sdk/abi/testDollar.ts'
import { expect } from 'chai'
import { encodeFunctionData, parseSignature } from 'viem'
import { expectRevert } from './support/reverts.ts'
import { accounts, type Sandbox, sandbox, tokenDomain } from './support/sandbox.ts'

const { payer, relayer } = accounts
const permitTypes = {
  Permit: [
    { name: 'owner', type: 'address' },
    { name: 'spender', type: 'address' },
    { name: 'value', type: 'uint256' },
    { name: 'nonce', type: 'uint256' },
    { name: 'deadline', type: 'uint256' },
  ],
} as const

describe('EIP-2612 of the test dollar', () => {
  let box: Sandbox
  before(async () => {
    box = await sandbox()
  })
  after(() => box.close())

  async function sign(value: bigint, nonce: bigint, deadline: bigint) {
    return payer.signTypedData({
      domain: { ...tokenDomain, chainId: box.domain.chainId, verifyingContract: box.token },
      types: permitTypes,
      primaryType: 'Permit',
      message: { owner: payer.address, spender: box.escrow, value, nonce, deadline },
    })
  }

  const allowance = () =>
    box.client.readContract({
      address: box.token,
      abi: testDollarAbi,
      functionName: 'allowance',
      args: [payer.address, box.escrow],
    })

  it('succeeds with a signature in parts', async () => {
    const deadline = (await box.now()) + 3600n
    const { r, s, yParity } = parseSignature(await sign(5n, 0n, deadline))
    const args = [payer.address, box.escrow, 5n, deadline, 27 + yParity, r, s] as const
    await box.send(
      relayer,
      box.token,
      encodeFunctionData({ abi: testDollarAbi, functionName: 'permit', args }),
    )
    expect(await allowance()).to.equal(5n)
  })

  it('succeeds with a signature in bytes, and reverts when it is used again', async () => {
    const deadline = (await box.now()) + 3600n
    const args = [payer.address, box.escrow, 7n, deadline, await sign(7n, 1n, deadline)] as const
    const data = encodeFunctionData({ abi: testDollarAbi, functionName: 'permit', args })
    await box.send(relayer, box.token, data)
    expect(await allowance()).to.equal(7n)
    await expectRevert(box.send(relayer, box.token, data), 'InvalidSignature')
  })

  it('reverts when the deadline has passed', async () => {
    const deadline = (await box.now()) - 1n
    const args = [payer.address, box.escrow, 7n, deadline, await sign(7n, 2n, deadline)] as const
    const data = encodeFunctionData({ abi: testDollarAbi, functionName: 'permit', args })
    await expectRevert(box.send(relayer, box.token, data), 'PermitExpired')
  })
})
