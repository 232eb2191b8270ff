import type { Address } from 'viem'
import { getAddress, isAddressEqual, isHex } from 'viem'
import type { FlorinClient } from '../client.ts'
import { type EscrowDomain, paymentId, type Terms } from '../escrow/terms.ts'
import type { TokenDomain } from '../escrow/typedData.ts'
import type { components } from '../generated/api.ts'
import { parseBaseUnits } from '../money.ts'
import { unwrap } from '../unwrap.ts'
import { failed } from './reasons.ts'
import { limitReasons } from './termsLimits.ts'
import { termsReasons } from './termsReasons.ts'

type Schemas = components['schemas']

/** The API asked for something else than the invoice shows; nothing was signed. */
export class TermsRefused extends Error {
  override readonly name = 'TermsRefused'
  readonly reasons: readonly string[]

  constructor(reasons: readonly string[]) {
    super(`The terms are not those of the invoice: ${reasons.join('; ')}.`)
    this.reasons = reasons
  }
}

/** Terms that say what the invoice shows, and all that is needed to build what a payer signs of them. */
export interface VerifiedTerms {
  request: Schemas['PaymentRequest']
  domain: EscrowDomain
  terms: Terms
  token: { domain: TokenDomain; hasEip3009: boolean }
}

/**
 * Asks for terms to pay what is due of an invoice, and holds them against what it shows: whom, how much, in which token.
 *
 * @throws TermsRefused where the terms are not those of the invoice.
 * @throws FlorinError where the API refused.
 */
export async function verifiedTerms(
  api: FlorinClient,
  invoice: string,
  payer: Address,
): Promise<VerifiedTerms> {
  const checkout = await unwrap(api.GET('/v1/checkout/{id}', { params: { path: { id: invoice } } }))
  const config = await unwrap(api.GET('/v1/config'))
  const request = await unwrap(
    api.POST('/v1/invoices/{id}/payment_requests', { params: { path: { id: invoice } }, body: { payer } }),
  )
  return verify({ checkout, config, request, payer, now: new Date() })
}

function verify(input: {
  checkout: Schemas['Checkout']
  config: Schemas['Config']
  request: Schemas['PaymentRequest']
  payer: Address
  now: Date
}): VerifiedTerms {
  const { checkout, config, request, payer, now } = input
  const due = checkout.amount_due
  const chain = config.chains.find((item) => item.chain === due.chain)
  const dueToken = getAddress(due.token)
  const token = chain?.tokens.find((item) => isAddressEqual(getAddress(item.token), dueToken))
  if (!chain || !token) throw new TermsRefused(['its token is not accepted by this installation'])
  const terms = readTerms(request.terms)
  const nowSeconds = BigInt(Math.floor(now.getTime() / 1000))
  const limits = limitReasons(terms, nowSeconds)
  if (limits.length > 0) throw new TermsRefused(limits)

  const domain = { chainId: chain.chain_id, escrow: getAddress(chain.contracts.payment_escrow) }
  const reasons = [
    ...failed([
      [request.invoice === checkout.invoice, 'it is for another invoice'],
      [due.symbol === token.symbol && due.decimals === token.decimals, 'the amount is shown in another way'],
      [
        request.onchain_id.toLowerCase() === paymentId(domain, terms),
        'its payment id is not the digest of its terms',
      ],
    ]),
    ...termsReasons(terms, {
      payer,
      merchant: getAddress(checkout.merchant.address),
      token: dueToken,
      amount: units(due.amount),
      mode: checkout.capture_method === 'manual' ? 'escrow' : 'charge',
      nowSeconds,
    }),
  ]
  if (reasons.length > 0) throw new TermsRefused(reasons)
  return { request, domain, terms, token: { domain: token.eip712, hasEip3009: token.eip3009 } }
}

/** Terms as the API writes them. Throws where a field is not what it should be. */
function readTerms(terms: Schemas['Terms']): Terms {
  const { invoice_ref: invoiceRef } = terms
  if (!isHex(invoiceRef)) throw new TermsRefused(['its reference is not hex'])
  return {
    payer: getAddress(terms.payer),
    merchant: getAddress(terms.merchant),
    operator: getAddress(terms.operator),
    token: getAddress(terms.token),
    amount: units(terms.amount),
    mode: terms.mode,
    authorizeBy: units(terms.authorize_by),
    captureBy: units(terms.capture_by),
    refundBy: units(terms.refund_by),
    minFeeBps: terms.min_fee_bps,
    maxFeeBps: terms.max_fee_bps,
    feeRecipient: getAddress(terms.fee_recipient),
    invoiceRef,
    salt: units(terms.salt),
  }
}

function units(text: string): bigint {
  const value = parseBaseUnits(text)
  if (value === undefined) throw new TermsRefused([`${text} is not a whole number`])
  return value
}
