import { describe, it } from 'node:test'
import { expect } from 'chai'
import { zeroAddress } from 'viem'
import type { Terms } from '../../sdk/src/escrow/terms.ts'
import { getCheckout } from '../../web/src/api/checkout.ts'
import type { ApiClient } from '../../web/src/api/client.ts'
import { getConfig } from '../../web/src/api/config.ts'
import {
  createPaymentRequest,
  type OfferedAuthorization,
  type PaymentRequest,
} from '../../web/src/api/paymentRequest.ts'
import { verifyPaymentRequest } from '../../web/src/checkout/verify.ts'
import { buildChain, buildCheckout, buildMoney } from './support/builders.ts'
import {
  AMOUNT_UNITS,
  checkoutBody,
  configBody,
  demoPayer,
  INVOICE,
  type JsonObject,
  moneyBody,
  walletPayer,
} from './support/fixtures.ts'
import { paymentRequestBody, termsFor } from './support/paymentRequestBody.ts'

const now = new Date('2031-01-01T00:00:00Z')
const authorizeBy = BigInt(now.getTime() / 1000 + 900)
const payer = walletPayer.address
const stranger = demoPayer.address
const honestTerms = termsFor(payer, AMOUNT_UNITS, authorizeBy)

function answering(body: JsonObject): ApiClient {
  return { get: async () => body, post: async () => body }
}

/** Reads a body exactly as the page reads what the API sends. */
function readRequest(body: JsonObject): Promise<PaymentRequest> {
  return createPaymentRequest(answering(body), { invoice: INVOICE, payer }, 'key')
}

async function failure(work: Promise<unknown>): Promise<string> {
  return work.then(
    () => 'it did not fail',
    (error: unknown) => String(error),
  )
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

describe('verifyPaymentRequest refuses terms that the contract would never take', () => {
  const dayAfter = (days: number) => BigInt(now.getTime() / 1000 + days * 86_400)
  const read = (changes: Partial<Terms>) => readRequest(paymentRequestBody({ ...honestTerms, ...changes }))

  it('with deadlines out of order', async () => {
    const early = await read({ captureBy: authorizeBy - 1n })
    expect(reasons(early)).to.deep.equal(['its deadlines are out of order'])
    const late = await read({ captureBy: authorizeBy + 1n, refundBy: authorizeBy })
    expect(reasons(late)).to.deep.equal(['its deadlines are out of order'])
  })
  it('that could hold the money for longer than a year', async () => {
    const [captureBy, refundBy] = [dayAfter(365) + 1n, dayAfter(400)]
    expect(reasons(await read({ captureBy, refundBy }))).to.deep.equal([
      'the money could be held for longer than a year',
    ])
    expect(reasons(await read({ captureBy: dayAfter(365), refundBy }))).to.deep.equal([])
  })
  it('with fees that cannot be', async () => {
    const feeRecipient = stranger
    expect(reasons(await read({ maxFeeBps: 10_001, feeRecipient }))).to.deep.equal([
      'its fee could be more than the payment',
    ])
    expect(reasons(await read({ minFeeBps: 51, maxFeeBps: 50, feeRecipient }))).to.deep.equal([
      'its least fee is above its greatest',
    ])
    expect(reasons(await read({ minFeeBps: 50, maxFeeBps: 10_000, feeRecipient }))).to.deep.equal([])
  })
  it('with numbers that cannot even be hashed', async () => {
    const request = await honest()
    const altered = (changes: Partial<Terms>) =>
      reasons({ ...request, terms: { ...request.terms, ...changes } })
    expect(altered({ maxFeeBps: 70_000 })).to.deep.equal(['its fee could be more than the payment'])
    for (const changes of [{ amount: 2n ** 96n }, { refundBy: 2n ** 48n }, { salt: 2n ** 256n }]) {
      expect(altered(changes)).to.deep.equal(['its numbers are greater than the contract can keep'])
    }
  })
})

describe('verifyPaymentRequest refuses amounts that are not shown as the token counts them', () => {
  const shown = 'the page shows an amount in another token, symbol or decimals than will be paid'
  const due = buildMoney(AMOUNT_UNITS)

  it('with another symbol, other decimals or another token', async () => {
    const request = await honest()
    for (const name of ['amount', 'amountPaid', 'amountDue'] as const) {
      for (const changes of [{ symbol: 'USDC' }, { decimals: 8 }]) {
        const checkout = buildCheckout({ [name]: { ...due, ...changes } })
        expect(reasons(request, { checkout })).to.deep.equal([shown])
      }
    }
    const checkout = buildCheckout({ amount: { ...due, token: stranger } })
    expect(reasons(request, { checkout })).to.deep.equal([shown])
  })

  for (const decimals of [-1, 78, 2 ** 40, 1.5]) {
    it(`or with ${decimals} decimals, which are read neither of an invoice nor of a token`, async () => {
      const money = { ...moneyBody(AMOUNT_UNITS), decimals }
      const right = 'decimals should be a whole number from 0 to 77'
      expect(await failure(getCheckout(answering(checkoutBody({ amount_due: money })), INVOICE))).to.contain(
        `checkout.amount_due.${right}`,
      )
      const config = configBody('http://127.0.0.1:1', { decimals })
      expect(await failure(getConfig(answering(config)))).to.contain(`tokens[0].${right}`)
    })
  }
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
