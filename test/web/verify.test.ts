import { describe, it } from 'node:test'
import { expect } from 'chai'
import { zeroAddress } from 'viem'
import type { ApiClient } from '../../web/src/api/client.ts'
import {
  createPaymentRequest,
  type OfferedAuthorization,
  type PaymentRequest,
} from '../../web/src/api/paymentRequest.ts'
import { verifyPaymentRequest } from '../../web/src/checkout/verify.ts'
import { buildChain, buildCheckout, buildMoney } from './support/builders.ts'
import { AMOUNT_UNITS, demoPayer, INVOICE, type JsonObject, walletPayer } from './support/fixtures.ts'
import { paymentRequestBody, termsFor } from './support/paymentRequestBody.ts'

const now = new Date('2031-01-01T00:00:00Z')
const authorizeBy = BigInt(now.getTime() / 1000 + 900)
const payer = walletPayer.address
const stranger = demoPayer.address
const honestTerms = termsFor(payer, AMOUNT_UNITS, authorizeBy)

/** Reads a body exactly as the page reads what the API sends. */
function readRequest(body: JsonObject): Promise<PaymentRequest> {
  const api: ApiClient = { get: async () => body, post: async () => body }
  return createPaymentRequest(api, { invoice: INVOICE, payer }, 'key')
}

const honest = () => readRequest(paymentRequestBody(honestTerms))

type Changes = Partial<Omit<Parameters<typeof verifyPaymentRequest>[0], 'request'>>

function verify(request: PaymentRequest, changes: Changes = {}) {
  return verifyPaymentRequest({
    request,
    checkout: buildCheckout(),
    chain: buildChain(),
    payer,
    now,
    ...changes,
  })
}

function reasons(request: PaymentRequest, changes: Changes = {}): string[] {
  const verdict = verify(request, changes)
  return verdict.ok ? [] : verdict.reasons
}

/** An honest answer whose offered typed data was changed, its terms left alone. */
async function offered(change: (authorization: OfferedAuthorization) => OfferedAuthorization) {
  const request = await honest()
  if (!request.authorization) throw new Error('an honest answer has typed data')
  return { ...request, authorization: change(request.authorization) }
}

async function offeredMessage(changes: Partial<OfferedAuthorization['message']>) {
  return offered((authorization) => ({ ...authorization, message: { ...authorization.message, ...changes } }))
}

async function offeredDomain(changes: Partial<OfferedAuthorization['domain']>) {
  return offered((authorization) => ({ ...authorization, domain: { ...authorization.domain, ...changes } }))
}

describe('verifyPaymentRequest', () => {
  it('accepts an honest request, and gives what it built itself to be signed', async () => {
    const request = await honest()
    const verdict = verify(request)
    expect(verdict.ok).to.equal(true)
    if (!verdict.ok) return
    expect(verdict.authorization.message).to.include({
      from: payer,
      value: AMOUNT_UNITS,
      nonce: request.onchainId,
    })
    expect(verdict.authorization.message.to).to.equal(buildChain().paymentEscrow)
  })

  it('accepts an escrow for manual capture, and a charge for nothing else', async () => {
    const escrow = await readRequest(paymentRequestBody({ ...honestTerms, mode: 'escrow' }))
    expect(reasons(escrow, { checkout: buildCheckout({ captureMethod: 'manual' }) })).to.deep.equal([])
    expect(reasons(escrow)).to.include('it treats the money in another way than the invoice says')
  })
})

describe('verifyPaymentRequest refuses terms', () => {
  it('of another amount', async () => {
    const request = await readRequest(paymentRequestBody({ ...honestTerms, amount: AMOUNT_UNITS + 1n }))
    expect(reasons(request)).to.deep.equal(['it asks for another amount'])
  })
  it('of another token', async () => {
    const request = await readRequest(paymentRequestBody({ ...honestTerms, token: stranger }))
    expect(reasons(request)).to.include('it asks for another token')
  })
  it('that pay somebody else', async () => {
    const checkout = buildCheckout({ merchantAddress: stranger })
    expect(reasons(await honest(), { checkout })).to.deep.equal([
      'it would pay somebody else than the merchant',
    ])
  })
  it('of another payer', async () => {
    expect(reasons(await honest(), { payer: stranger })).to.include('its payer is not the connected wallet')
  })
  it('whose time has passed', async () => {
    const late = new Date(Number(authorizeBy) * 1000)
    expect(reasons(await honest(), { now: late })).to.deep.equal(['its time to pay has passed'])
  })
  it('of another invoice', async () => {
    const checkout = buildCheckout({ invoice: 'inv_other' })
    expect(reasons(await honest(), { checkout })).to.deep.equal(['it is for another invoice'])
  })
  it('on another chain than the invoice', async () => {
    const checkout = buildCheckout({ amountDue: { ...buildMoney(AMOUNT_UNITS), chainId: 1 } })
    expect(reasons(await honest(), { checkout })).to.include('it is for another network')
  })
  it('that were changed after the payment id was made', async () => {
    const request = await honest()
    const altered = { ...request, terms: { ...request.terms, merchant: stranger } }
    expect(reasons(altered)).to.deep.equal([
      'it would pay somebody else than the merchant',
      'its payment id is not the digest of its terms',
      'its nonce is not bound to the terms of the invoice',
    ])
  })
  it('for a token that has no EIP-3009', async () => {
    const chain = buildChain()
    const tokens = chain.tokens.map((token) => ({ ...token, domain: null }))
    expect(reasons(await honest(), { chain: { ...chain, tokens } })).to.have.length(1)
    expect(reasons({ ...(await honest()), authorization: null })).to.have.length(1)
  })
})

describe('verifyPaymentRequest refuses typed data', () => {
  it('that pays an unknown contract', async () => {
    const request = await offeredMessage({ to: stranger })
    expect(reasons(request)).to.deep.equal(['the money would go to an unknown contract'])
  })
  it('that takes from another account', async () => {
    const request = await offeredMessage({ from: stranger })
    expect(reasons(request)).to.deep.equal(['the money would come from another account'])
  })
  it('of another value', async () => {
    const request = await offeredMessage({ value: AMOUNT_UNITS * 10n })
    expect(reasons(request)).to.deep.equal(['the amount to sign differs from the terms'])
  })
  it('of another nonce', async () => {
    const request = await offeredMessage({ nonce: `0x${'00'.repeat(32)}` })
    expect(reasons(request)).to.deep.equal(['its nonce is not bound to the terms of the invoice'])
  })
  it('of another time', async () => {
    expect(reasons(await offeredMessage({ validAfter: 1n }))).to.deep.equal(['it begins at another time'])
    expect(reasons(await offeredMessage({ validBefore: authorizeBy + 1n }))).to.deep.equal([
      'it ends at another time',
    ])
  })
  it('of another domain', async () => {
    expect(reasons(await offeredDomain({ chainId: 1n }))).to.deep.equal([
      'the signature would be for another network',
    ])
    expect(reasons(await offeredDomain({ verifyingContract: zeroAddress }))).to.deep.equal([
      'the signature would be for another token',
    ])
    expect(reasons(await offeredDomain({ name: 'USDC' }))).to.deep.equal([
      "the token's name or version differs",
    ])
  })
  it('of another type', async () => {
    const transfer = await offered((authorization) => ({
      ...authorization,
      primaryType: 'TransferWithAuthorization',
    }))
    expect(reasons(transfer)).to.deep.equal(['it is not a receiveWithAuthorization'])
    const shuffled = await offered((authorization) => ({
      ...authorization,
      fields: 'address to,address from',
    }))
    expect(reasons(shuffled)).to.deep.equal(['it is not a receiveWithAuthorization'])
  })
})
