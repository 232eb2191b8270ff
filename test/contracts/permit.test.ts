import { after, before, describe, it } from 'node:test'
import { testDollarAbi } from '@florin/sdk/abi/testDollar.ts'
import { encodeAuthorize, encodeCharge } from '@florin/sdk/escrow/calldata.ts'
import { feeBounds } from '@florin/sdk/escrow/fees.ts'
import { permitTypedData, type SignedPermit } from '@florin/sdk/escrow/permit.ts'
import type { Pull } from '@florin/sdk/escrow/pull.ts'
import { paymentId, type Terms } from '@florin/sdk/escrow/terms.ts'
import { consentTypedData } from '@florin/sdk/escrow/typedData.ts'
import { expect } from 'chai'
import { encodeFunctionData, type Hex, parseSignature } from 'viem'
import { paymentOf } from './support/readings.ts'
import { expectRevert } from './support/reverts.ts'
import { accounts, type Sandbox, sandbox, tokenDomain } from './support/sandbox.ts'
import { buildTerms } from './support/terms.ts'

const { payer, relayer, stranger } = accounts
describe('EIP-2612 of the test dollar', () => {
  let box: Sandbox
  before(async () => {
    box = await sandbox()
  })
  after(() => box.close())

  /** A permit of the payer; each call signs the token's nonce of the moment. */
  async function sign(value: bigint, deadline: bigint): Promise<SignedPermit> {
    const nonce = await box.client.readContract({
      address: box.token,
      abi: testDollarAbi,
      functionName: 'nonces',
      args: [payer.address],
    })
    const permit = { owner: payer.address, token: box.token, tokenDomain, value, nonce, deadline }
    const signature = await payer.signTypedData(permitTypedData({ ...box.domain, ...permit }))
    return { value, deadline, signature }
  }

  async function consentTo(terms: Terms): Promise<Hex> {
    const id = paymentId(box.domain, terms)
    return payer.signTypedData(consentTypedData({ ...box.domain, id, source: 'permit' }))
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
    const { r, s, yParity } = parseSignature((await sign(5n, deadline)).signature)
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
    const args = [payer.address, box.escrow, 7n, deadline, (await sign(7n, deadline)).signature] as const
    const data = encodeFunctionData({ abi: testDollarAbi, functionName: 'permit', args })
    await box.send(relayer, box.token, data)
    expect(await allowance()).to.equal(7n)
    await expectRevert(box.send(relayer, box.token, data), 'InvalidSignature')
  })

  it('reverts when the deadline has passed', async () => {
    const deadline = (await box.now()) - 1n
    const args = [payer.address, box.escrow, 7n, deadline, (await sign(7n, deadline)).signature] as const
    const data = encodeFunctionData({ abi: testDollarAbi, functionName: 'permit', args })
    await expectRevert(box.send(relayer, box.token, data), 'PermitExpired')
  })

  it('succeeds with a permit and a consent that a relayer delivers', async () => {
    const terms = await buildTerms(box)
    const permit = await sign(terms.amount, terms.authorizeBy)
    const pull: Pull = { source: 'permit', permit, signature: await consentTo(terms) }
    await box.send(relayer, box.escrow, encodeAuthorize(terms, pull))
    expect((await paymentOf(box, paymentId(box.domain, terms))).capturable).to.equal(terms.amount)
    expect(await allowance()).to.equal(0n)
  })

  it('succeeds when somebody else has delivered the permit before', async () => {
    const terms = await buildTerms(box, { mode: 'charge' })
    const permit = await sign(terms.amount, terms.authorizeBy)
    const { value, deadline, signature } = permit
    const args = [payer.address, box.escrow, value, deadline, signature] as const
    await box.send(
      stranger,
      box.token,
      encodeFunctionData({ abi: testDollarAbi, functionName: 'permit', args }),
    )
    const pull: Pull = { source: 'permit', permit, signature: await consentTo(terms) }
    const { least } = feeBounds(terms.amount, terms)
    await box.send(relayer, box.escrow, encodeCharge(terms, least, pull))
    expect((await paymentOf(box, paymentId(box.domain, terms))).refundable).to.equal(terms.amount - least)
  })

  it('succeeds with the permit alone when the payer calls, and reverts when a relayer does', async () => {
    const terms = await buildTerms(box)
    const permit = await sign(terms.amount, terms.authorizeBy)
    const data = encodeAuthorize(terms, { source: 'permit', permit, signature: '0x' })
    await expectRevert(box.send(relayer, box.escrow, data), 'NotPayer')
    await box.send(payer, box.escrow, data)
    expect((await paymentOf(box, paymentId(box.domain, terms))).capturable).to.equal(terms.amount)
  })

  it('reverts when the consent names the allowance instead of the permit', async () => {
    const terms = await buildTerms(box)
    const permit = await sign(terms.amount, terms.authorizeBy)
    const id = paymentId(box.domain, terms)
    const signature = await payer.signTypedData(consentTypedData({ ...box.domain, id, source: 'allowance' }))
    await expectRevert(
      box.send(relayer, box.escrow, encodeAuthorize(terms, { source: 'permit', permit, signature })),
      'InvalidSignature',
    )
  })
})
