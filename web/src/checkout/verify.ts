import { failed } from '@florin/sdk/checkout/reasons.ts'
import { limitReasons } from '@florin/sdk/checkout/termsLimits.ts'
import { termsReasons } from '@florin/sdk/checkout/termsReasons.ts'
import { paymentId } from '@florin/sdk/escrow/terms.ts'
import { receiveWithAuthorizationTypedData } from '@florin/sdk/escrow/typedData.ts'
import { type Address, isAddressEqual } from 'viem'
import type { Checkout } from '../api/checkout.ts'
import type { ChainInfo, TokenInfo } from '../api/config.ts'
import { describeFields, type OfferedAuthorization, type PaymentRequest } from '../api/paymentRequest.ts'
import { isShownAs, tokenOf } from './shownToken.ts'

export type Authorization = ReturnType<typeof receiveWithAuthorizationTypedData>

export type Verdict = { ok: true; authorization: Authorization } | { ok: false; reasons: string[] }

/**
 * Decides whether a payment request asks for exactly what the page shows. Nobody's money moves except by what its owner
 * signed, so what is signed is built here, from the terms, and never taken from the API; and where the API's own
 * version differs, something between us is wrong and nothing is signed at all.
 */
export function verifyPaymentRequest(input: {
  request: PaymentRequest
  checkout: Checkout
  chain: ChainInfo
  payer: Address
  now: Date
}): Verdict {
  const { request, checkout, chain, now } = input
  const token = tokenOf(checkout, chain)
  if (!token?.domain || !request.authorization)
    return { ok: false, reasons: ['this token cannot be paid with one signature'] }
  const beyondLimits = limitReasons(request.terms, toSeconds(now))
  if (beyondLimits.length > 0) return { ok: false, reasons: beyondLimits }

  const authorization = receiveWithAuthorizationTypedData({
    terms: request.terms,
    escrow: chain.paymentEscrow,
    chainId: chain.chainId,
    tokenDomain: token.domain,
  })
  const reasons = [
    ...shownReasons(token, checkout),
    ...shownTermsReasons(input),
    ...identityReasons(request, request.authorization, chain),
    ...offeredReasons(request.authorization, authorization),
  ]
  return reasons.length === 0 ? { ok: true, authorization } : { ok: false, reasons }
}

/** Symbol and decimals against what the installation says of the token. */
function shownReasons(token: TokenInfo, checkout: Checkout): string[] {
  const reason = 'the page shows an amount in another token, symbol or decimals than will be paid'
  return failed([[isShownAs(token, checkout), reason]])
}

/** What the terms say against what the page shows. */
function shownTermsReasons(input: {
  request: PaymentRequest
  checkout: Checkout
  chain: ChainInfo
  payer: Address
  now: Date
}): string[] {
  const { request, checkout, chain, payer, now } = input
  const due = checkout.amountDue
  return [
    ...failed([
      [request.invoice === checkout.invoice, 'it is for another invoice'],
      [due.chainId === chain.chainId, 'it is for another network'],
    ]),
    ...termsReasons(request.terms, {
      payer,
      merchant: checkout.merchantAddress,
      token: due.token,
      amount: due.amountUnits,
      mode: checkout.captureMethod === 'manual' ? 'escrow' : 'charge',
      nowSeconds: toSeconds(now),
    }),
  ]
}

/** The payment id is the digest of the terms: with it as nonce, one signature binds all of them. */
function identityReasons(request: PaymentRequest, offered: OfferedAuthorization, chain: ChainInfo): string[] {
  const id = paymentId({ chainId: chain.chainId, escrow: chain.paymentEscrow }, request.terms)
  return failed([
    [same(request.onchainId, id), 'its payment id is not the digest of its terms'],
    [same(offered.message.nonce, id), 'its nonce is not bound to the terms of the invoice'],
  ])
}

/** What the API would have us sign against what we made of the terms ourselves. */
function offeredReasons(offered: OfferedAuthorization, ours: Authorization): string[] {
  return failed([
    [isAddressEqual(offered.message.to, ours.message.to), 'the money would go to an unknown contract'],
    [isAddressEqual(offered.message.from, ours.message.from), 'the money would come from another account'],
    [offered.message.value === BigInt(ours.message.value), 'the amount to sign differs from the terms'],
    [offered.message.validAfter === BigInt(ours.message.validAfter), 'it begins at another time'],
    [offered.message.validBefore === BigInt(ours.message.validBefore), 'it ends at another time'],
    [offered.domain.chainId === BigInt(ours.domain.chainId), 'the signature would be for another network'],
    [
      isAddressEqual(offered.domain.verifyingContract, ours.domain.verifyingContract),
      'the signature would be for another token',
    ],
    [
      offered.domain.name === ours.domain.name && offered.domain.version === ours.domain.version,
      "the token's name or version differs",
    ],
    [
      offered.primaryType === ours.primaryType &&
        offered.fields === describeFields(ours.types.ReceiveWithAuthorization),
      'it is not a receiveWithAuthorization',
    ],
  ])
}

function toSeconds(date: Date): bigint {
  return BigInt(Math.floor(date.getTime() / 1000))
}

function same(left: string, right: string): boolean {
  return left.toLowerCase() === right.toLowerCase()
}
