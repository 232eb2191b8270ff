import { after, before, describe, it } from 'node:test'
import { paymentEscrowAbi } from '@florin/sdk/abi/paymentEscrow.ts'
import {
  encodeAuth,
  encodeAuthorize,
  encodeCapture,
  encodeRefund,
  encodeSetOperator,
  encodeVoid,
  encodeWithdraw,
} from '@florin/sdk/escrow/calldata.ts'
import { feeBounds } from '@florin/sdk/escrow/fees.ts'
import { abiTerms, paymentId } from '@florin/sdk/escrow/terms.ts'
import {
  captureTypedData,
  consentTypedData,
  refundTypedData,
  setOperatorTypedData,
  voidTypedData,
  withdrawTypedData,
} from '@florin/sdk/escrow/typedData.ts'
import { expect } from 'chai'
import type { Hex, TransactionReceipt } from 'viem'
import { domainSeparator, hashTypedData, parseEventLogs } from 'viem'
import { approve, authorize } from './support/intake.ts'
import { type Account, accounts, million, type Sandbox, sandbox } from './support/sandbox.ts'
import { buildTerms } from './support/terms.ts'

const { merchant, operator, payer, relayer } = accounts

describe('typed data of the SDK', () => {
  let box: Sandbox
  let nonce = 0n
  before(async () => {
    box = await sandbox()
    await approve(box, payer, million)
  })
  after(() => box.close())

  async function action(account: Account) {
    nonce += 1n
    return { ...box.domain, account: account.address, nonce, deadline: (await box.now()) + 3600n }
  }

  async function authorized() {
    const terms = await buildTerms(box)
    await authorize(box, terms)
    return { terms, id: paymentId(box.domain, terms), fee: feeBounds(terms.amount, terms).least }
  }

  it('has the domain separator of the contract', async () => {
    const onChain = await box.client.readContract({
      address: box.escrow,
      abi: paymentEscrowAbi,
      functionName: 'domainSeparator',
    })
    const { chainId, escrow } = box.domain
    const domain = { name: 'Florin PaymentEscrow', version: '1', chainId, verifyingContract: escrow }
    expect(onChain).to.equal(domainSeparator({ domain }))
  })

  for (const mode of ['escrow', 'charge'] as const) {
    it(`has the payment id of the contract in mode ${mode}`, async () => {
      const terms = await buildTerms(box, { mode })
      const onChain = await box.client.readContract({
        address: box.escrow,
        abi: paymentEscrowAbi,
        functionName: 'paymentId',
        args: [abiTerms(terms)],
      })
      expect(paymentId(box.domain, terms)).to.equal(onChain)
    })
  }

  it('succeeds with a consent that a relayer delivers', async () => {
    const terms = await buildTerms(box)
    const typedData = consentTypedData({
      ...box.domain,
      id: paymentId(box.domain, terms),
      source: 'allowance',
    })
    const signature = await payer.signTypedData(typedData)
    await box.send(relayer, box.escrow, encodeAuthorize(terms, { source: 'allowance', signature }))
  })

  it('has the digest of a capture', async () => {
    const { terms, id, fee } = await authorized()
    const input = { ...(await action(operator)), id, amount: terms.amount, fee }
    const typedData = captureTypedData(input)
    const auth = encodeAuth({ ...input, signature: await operator.signTypedData(typedData) })
    const receipt = await box.send(relayer, box.escrow, encodeCapture(terms, terms.amount, fee, auth))
    expect(hashTypedData(typedData)).to.equal(digestOf(receipt))
  })

  it('has the digest of a void', async () => {
    const { terms, id } = await authorized()
    const input = { ...(await action(operator)), id }
    const typedData = voidTypedData(input)
    const auth = encodeAuth({ ...input, signature: await operator.signTypedData(typedData) })
    const receipt = await box.send(relayer, box.escrow, encodeVoid(terms, auth))
    expect(hashTypedData(typedData)).to.equal(digestOf(receipt))
  })

  it('has the digests of a refund and of a withdrawal', async () => {
    const { terms, id, fee } = await authorized()
    await box.send(operator, box.escrow, encodeCapture(terms, terms.amount, fee, '0x'))

    const refund = { ...(await action(merchant)), id, amount: 1_000_000n, source: 'available' as const }
    const refundData = refundTypedData(refund)
    const refundAuth = encodeAuth({ ...refund, signature: await merchant.signTypedData(refundData) })
    const refunded = await box.send(
      relayer,
      box.escrow,
      encodeRefund(terms, refund.amount, refund.source, refundAuth),
    )
    expect(hashTypedData(refundData)).to.equal(digestOf(refunded))

    const withdrawal = {
      ...(await action(merchant)),
      token: box.token,
      amount: 2_000_000n,
      to: relayer.address,
    }
    const withdrawData = withdrawTypedData(withdrawal)
    const withdrawAuth = encodeAuth({
      ...withdrawal,
      signature: await merchant.signTypedData(withdrawData),
    })
    const { token, amount, to } = withdrawal
    const withdrawn = await box.send(relayer, box.escrow, encodeWithdraw(token, amount, to, withdrawAuth))
    expect(hashTypedData(withdrawData)).to.equal(digestOf(withdrawn))
  })

  it('has the digest of a registration of an operator', async () => {
    const input = {
      ...(await action(merchant)),
      operator: operator.address,
      token: box.token,
      dailyCap: 5n,
    }
    const typedData = setOperatorTypedData(input)
    const auth = encodeAuth({ ...input, signature: await merchant.signTypedData(typedData) })
    const receipt = await box.send(
      relayer,
      box.escrow,
      encodeSetOperator(operator.address, box.token, 5n, auth),
    )
    expect(hashTypedData(typedData)).to.equal(digestOf(receipt))
  })
})

/** The digest the contract computed, from the event of the spent nonce. */
function digestOf(receipt: TransactionReceipt): Hex | undefined {
  const [used] = parseEventLogs({ abi: paymentEscrowAbi, eventName: 'NonceUsed', logs: receipt.logs })
  return used?.args.digest
}
