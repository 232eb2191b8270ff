import type { Address, Hex } from 'viem'
import { hashTypedData } from 'viem'
import type { EscrowDomain, Source, Terms } from './terms.ts'
import { escrowEip712Domain, paymentId, sources } from './terms.ts'
import { burnTypes, captureTypes, consentTypes, refundTypes, voidTypes } from './types.ts'
import { receiveWithAuthorizationTypes } from './walletTypes.ts'

// What is signed about a payment. Each function gives EIP-712 typed data `{ domain, types, primaryType, message }` as viem
// and wallets take it. Amounts are base units, times are Unix seconds, ids are 32 bytes. None of them throws.

/** The EIP-712 domain name and version of a token, as `deployments/<chainId>.json` states them. */
export type TokenDomain = { name: string; version: string }

/**
 * What every signed action of an account carries: any unused nonce (they need no order), and a deadline in Unix seconds
 * that the call must be mined strictly before.
 */
export type SignedAction = EscrowDomain & { account: Address; nonce: bigint; deadline: bigint }

type PaymentAction = SignedAction & { id: Hex }
/** `native` is missing: the chain's own coin comes only with the merchant's own call. */
type RefundAction = PaymentAction & { amount: bigint; source: 'allowance' | 'available' | 'erc3009' }

/**
 * One signature that pays and binds all terms: EIP-3009's `ReceiveWithAuthorization` whose nonce is the payment id, valid
 * until `authorizeBy`. Signed by the payer; delivered as `{ source: 'erc3009', signature }`.
 */
export function receiveWithAuthorizationTypedData(
  input: EscrowDomain & { terms: Terms; tokenDomain: TokenDomain },
) {
  const { chainId, escrow, terms, tokenDomain } = input
  return {
    domain: { ...tokenDomain, chainId, verifyingContract: terms.token },
    types: receiveWithAuthorizationTypes,
    primaryType: 'ReceiveWithAuthorization',
    message: {
      from: terms.payer,
      to: escrow,
      value: terms.amount,
      validAfter: 0n,
      validBefore: terms.authorizeBy,
      nonce: paymentId({ chainId, escrow }, terms),
    },
  } as const
}

/**
 * The payer's consent that anyone may deliver where the money comes from its allowance (set by a permit or not) or its
 * balance. It has no deadline of its own: the terms' `authorizeBy` holds.
 */
export function consentTypedData(
  input: EscrowDomain & { id: Hex; source: Extract<Source, 'allowance' | 'available' | 'permit'> },
) {
  return {
    domain: escrowEip712Domain(input),
    types: consentTypes,
    primaryType: 'Consent',
    message: { id: input.id, source: sources.indexOf(input.source) },
  } as const
}

/** Signed by the payer, who takes back every consent to terms that were never used. */
export function burnTypedData(input: PaymentAction) {
  const { account, id, nonce, deadline } = input
  return {
    domain: escrowEip712Domain(input),
    types: burnTypes,
    primaryType: 'Burn',
    message: { account, id, nonce, deadline },
  } as const
}

/** Signed by operator or merchant. The fee is part of the amount and within `feeBounds`. */
export function captureTypedData(input: PaymentAction & { amount: bigint; fee: bigint }) {
  const { account, id, amount, fee, nonce, deadline } = input
  return {
    domain: escrowEip712Domain(input),
    types: captureTypes,
    primaryType: 'Capture',
    message: { account, id, amount, fee, nonce, deadline },
  } as const
}

/** Signed by operator or merchant. */
export function voidTypedData(input: PaymentAction) {
  const { account, id, nonce, deadline } = input
  return {
    domain: escrowEip712Domain(input),
    types: voidTypes,
    primaryType: 'Void',
    message: { account, id, nonce, deadline },
  } as const
}

/**
 * Signed by the merchant, or for source `available` by a registered operator. For source `erc3009` only its digest counts:
 * `refundAuthorizationTypedData` is signed then.
 */
export function refundTypedData(input: RefundAction) {
  const { account, id, amount, source, nonce, deadline } = input
  return {
    domain: escrowEip712Domain(input),
    types: refundTypes,
    primaryType: 'Refund',
    message: { account, id, amount, source: sources.indexOf(source), nonce, deadline },
  } as const
}

/** What a merchant signs to refund from its wallet by EIP-3009: the nonce is the digest of the refund. */
export function refundAuthorizationTypedData(
  input: Omit<RefundAction, 'source'> & { token: Address; tokenDomain: TokenDomain },
) {
  const { chainId, escrow, account, amount, deadline, token, tokenDomain } = input
  return {
    domain: { ...tokenDomain, chainId, verifyingContract: token },
    types: receiveWithAuthorizationTypes,
    primaryType: 'ReceiveWithAuthorization',
    message: {
      from: account,
      to: escrow,
      value: amount,
      validAfter: 0n,
      validBefore: deadline,
      nonce: hashTypedData(refundTypedData({ ...input, source: 'erc3009' })),
    },
  } as const
}
