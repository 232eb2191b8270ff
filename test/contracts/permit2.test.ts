import { after, before, describe, it } from 'node:test'
import { encodeListToken } from '@florin/sdk/escrow/adminCalldata.ts'
import { encodeAuthorize, encodeCharge } from '@florin/sdk/escrow/calldata.ts'
import { feeBounds } from '@florin/sdk/escrow/fees.ts'
import { permit2Address, permit2TypedData } from '@florin/sdk/escrow/permit2.ts'
import type { Terms } from '@florin/sdk/escrow/terms.ts'
import { paymentId } from '@florin/sdk/escrow/terms.ts'
import { expect } from 'chai'
import { encodeFunctionData, erc20Abi, maxUint256, parseAbi } from 'viem'
import { installPermit2, readPermit2Code } from '../../scripts/local/permit2.ts'
import { approve, byPermit2 } from './support/intake.ts'
import { mockArtifact } from './support/mocks.ts'
import { dollarsOf, paymentOf } from './support/readings.ts'
import { expectBareRevert, expectRevert, expectRevertOf } from './support/reverts.ts'
import { accounts, million, type Sandbox, sandbox } from './support/sandbox.ts'
import { buildTerms } from './support/terms.ts'

const { admin, merchant, payer, relayer, stranger } = accounts

const permit2Abi = parseAbi([
  'error InvalidNonce()',
  'error SignatureExpired(uint256 signatureDeadline)',
  'error InvalidSigner()',
  'error InvalidContractSignature()',
  'struct TokenPermissions { address token; uint256 amount; }',
  'struct PermitTransferFrom { TokenPermissions permitted; uint256 nonce; uint256 deadline; }',
  'struct SignatureTransferDetails { address to; uint256 requestedAmount; }',
  'function permitTransferFrom(PermitTransferFrom permit, SignatureTransferDetails transferDetails, address owner, bytes signature)',
])

describe('Permit2 with its real code', () => {
  let box: Sandbox
  before(async () => {
    box = await sandbox()
    await installPermit2(box.client, await readPermit2Code())
    await approve(box, payer, maxUint256, permit2Address)
  })
  after(() => box.close())

  /** Delivers the terms with a signature over other ones. */
  async function authorizeWith(terms: Terms, signed: Terms): Promise<unknown> {
    const pull = await byPermit2(box, signed)
    return box.send(relayer, box.escrow, encodeAuthorize(terms, pull))
  }

  it('succeeds with an authorization that a relayer delivers', async () => {
    const terms = await buildTerms(box)
    const before = await dollarsOf(box, payer.address)
    await box.send(relayer, box.escrow, encodeAuthorize(terms, await byPermit2(box, terms)))
    expect(before - (await dollarsOf(box, payer.address))).to.equal(terms.amount)
    expect((await paymentOf(box, paymentId(box.domain, terms))).capturable).to.equal(terms.amount)
  })

  it('succeeds with a charge that a relayer delivers', async () => {
    const terms = await buildTerms(box, { mode: 'charge' })
    const { least } = feeBounds(terms.amount, terms)
    const before = await dollarsOf(box, payer.address)
    await box.send(relayer, box.escrow, encodeCharge(terms, least, await byPermit2(box, terms)))
    expect(before - (await dollarsOf(box, payer.address))).to.equal(terms.amount)
    expect((await paymentOf(box, paymentId(box.domain, terms))).refundable).to.equal(terms.amount - least)
  })

  it('reverts when the same payment is delivered again', async () => {
    const terms = await buildTerms(box)
    const data = encodeAuthorize(terms, await byPermit2(box, terms))
    await box.send(relayer, box.escrow, data)
    await expectRevert(box.send(relayer, box.escrow, data), 'PaymentExists')
  })

  it('reverts when the payer has spent the nonce at Permit2 itself', async () => {
    const terms = await buildTerms(box)
    const nonce = BigInt(paymentId(box.domain, terms))
    const abi = parseAbi(['function invalidateUnorderedNonces(uint256 wordPos, uint256 mask)'])
    const args = [nonce >> 8n, 1n << (nonce & 0xffn)] as const
    const invalidate = encodeFunctionData({ abi, functionName: 'invalidateUnorderedNonces', args })
    await box.send(payer, permit2Address, invalidate)
    await expectRevertOf(permit2Abi, authorizeWith(terms, terms), 'InvalidNonce')
  })

  const changes: [string, (terms: Terms) => Partial<Terms>][] = [
    ['merchant', () => ({ merchant: stranger.address })],
    ['amount', ({ amount }) => ({ amount: amount + 1n })],
    ['deadline', ({ authorizeBy }) => ({ authorizeBy: authorizeBy + 1n })],
    ['greatest fee', ({ maxFeeBps }) => ({ maxFeeBps: maxFeeBps + 1 })],
    ['salt', ({ salt }) => ({ salt: salt ^ 1n })],
  ]
  for (const [what, change] of changes) {
    it(`reverts when the ${what} is another than the payer signed`, async () => {
      const signed = await buildTerms(box)
      const terms = { ...signed, ...change(signed) }
      await expectRevertOf(permit2Abi, authorizeWith(terms, signed), 'InvalidSigner')
    })
  }

  it('reverts when the deadline has passed', async () => {
    const terms = await buildTerms(box)
    const pull = await byPermit2(box, terms)
    await box.client.setNextBlockTimestamp({ timestamp: terms.authorizeBy })
    await box.client.mine({ blocks: 1 })
    await expectRevert(box.send(relayer, box.escrow, encodeAuthorize(terms, pull)), 'TooLate')
  })

  it('reverts when the payer signed for another spender', async () => {
    const terms = await buildTerms(box)
    const typedData = permit2TypedData({ ...box.domain, terms })
    const message = { ...typedData.message, spender: stranger.address }
    const signature = await payer.signTypedData({ ...typedData, message })
    const data = encodeAuthorize(terms, { source: 'permit2', signature })
    await expectRevertOf(permit2Abi, box.send(relayer, box.escrow, data), 'InvalidSigner')
  })

  it('reverts when a stranger takes the signature to Permit2 itself', async () => {
    const terms = await buildTerms(box)
    const { signature } = await byPermit2(box, terms)
    const { permitted, nonce, deadline } = permit2TypedData({ ...box.domain, terms }).message
    const details = { to: stranger.address, requestedAmount: terms.amount }
    const args = [{ permitted, nonce, deadline }, details, payer.address, signature] as const
    const data = encodeFunctionData({ abi: permit2Abi, functionName: 'permitTransferFrom', args })
    await expectRevertOf(permit2Abi, box.send(stranger, permit2Address, data), 'InvalidSigner')
  })

  it('reverts when the payer approved the escrow but not Permit2', async () => {
    await approve(box, merchant, million)
    const terms = await buildTerms(box, { payer: merchant.address, merchant: stranger.address })
    const pull = await byPermit2(box, terms, merchant)
    // Permit2's token library answers in text where a transfer fails.
    await expectRevertOf(permit2Abi, box.send(relayer, box.escrow, encodeAuthorize(terms, pull)), 'Error')
  })

  it('reverts without revert data when Permit2 is not on the chain', async () => {
    const bare = await sandbox()
    try {
      const terms = await buildTerms(bare)
      const data = encodeAuthorize(terms, await byPermit2(bare, terms))
      await expectBareRevert(bare.send(relayer, bare.escrow, data))
      expect((await paymentOf(bare, paymentId(bare.domain, terms))).status).to.equal(0)
    } finally {
      await bare.close()
    }
  })

  it('succeeds with the signature of a contract wallet, and reverts with that of another key', async () => {
    const ownedWallet = await mockArtifact('OwnedWallet')
    const wallet = await box.create({ ...ownedWallet, args: [merchant.address] })
    const approval = encodeFunctionData({
      abi: erc20Abi,
      functionName: 'approve',
      args: [permit2Address, million],
    })
    await box.client.impersonateAccount({ address: wallet })
    await box.client.setBalance({ address: wallet, value: million ** 2n })
    await box.client.sendTransaction({ account: wallet, to: box.token, data: approval })
    const transfer = { abi: erc20Abi, functionName: 'transfer', args: [wallet, million / 2n] } as const
    await box.send(payer, box.token, encodeFunctionData(transfer))

    const terms = await buildTerms(box, { payer: wallet })
    const lifted = encodeAuthorize(terms, await byPermit2(box, terms, stranger))
    await expectRevertOf(permit2Abi, box.send(relayer, box.escrow, lifted), 'InvalidContractSignature')
    await box.send(relayer, box.escrow, encodeAuthorize(terms, await byPermit2(box, terms, merchant)))
    expect((await paymentOf(box, paymentId(box.domain, terms))).capturable).to.equal(terms.amount)
  })

  it('reverts when the token keeps a fee of the transfer', async () => {
    const hostileDollar = await mockArtifact('HostileDollar')
    const token = await box.create(hostileDollar)
    await box.send(admin, box.escrow, encodeListToken(token, true))
    const { abi } = hostileDollar
    for (const [functionName, args] of [
      ['mint', [payer.address, million]],
      ['approve', [permit2Address, million]],
      ['setFeeUnits', [1n]],
    ] as const) {
      await box.send(payer, token, encodeFunctionData({ abi, functionName, args }))
    }
    const terms = await buildTerms(box, { token })
    await expectRevert(authorizeWith(terms, terms), 'InexactTransfer')
    await box.send(payer, token, encodeFunctionData({ abi, functionName: 'setFeeUnits', args: [0n] }))
    await authorizeWith(terms, terms)
  })
})
