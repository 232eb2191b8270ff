import type { Address, Hex } from 'viem'
import { encodeAbiParameters, encodeFunctionData } from 'viem'
import { paymentEscrowAbi } from '../abi/paymentEscrow.ts'
import type { Pull } from './pull.ts'
import { abiPull } from './pull.ts'
import type { Source, Terms } from './terms.ts'
import { abiTerms, sources } from './terms.ts'

// The calldata of every verb of PaymentEscrow that is not the admin's. Amounts are base units, token zero is the chain's own
// coin. Each throws viem's encoding errors where a value does not fit its ABI type.

/** Whose action a call is, and its signature of the verb's typed data. */
export type Auth = { account: Address; nonce: bigint; deadline: bigint; signature: Hex }

export const authParameters = [
  { type: 'address' },
  { type: 'uint256' },
  { type: 'uint256' },
  { type: 'bytes' },
] as const

/** The `auth` of a call that acts for its sender. */
export const senderAuth: Hex = '0x'

/** The `auth` of a call that acts for the account that signed. */
export function encodeAuth({ account, nonce, deadline, signature }: Auth): Hex {
  return encodeAbiParameters(authParameters, [account, nonce, deadline, signature])
}

/** With source `native` send `valueToSend` along. */
export function encodeAuthorize(terms: Terms, pull: Pull): Hex {
  return encodeFunctionData({
    abi: paymentEscrowAbi,
    functionName: 'authorize',
    args: [abiTerms(terms), abiPull(pull)],
  })
}

/** The fee is the least one of `feeBounds` unless operator or merchant sends. With source `native` send `valueToSend` along. */
export function encodeCharge(terms: Terms, fee: bigint, pull: Pull): Hex {
  return encodeFunctionData({
    abi: paymentEscrowAbi,
    functionName: 'charge',
    args: [abiTerms(terms), fee, abiPull(pull)],
  })
}

/** The payer's. */
export function encodeBurn(terms: Terms, auth: Hex): Hex {
  return encodeFunctionData({ abi: paymentEscrowAbi, functionName: 'burn', args: [abiTerms(terms), auth] })
}

/** The fee is part of the amount and within `feeBounds`. */
export function encodeCapture(terms: Terms, amount: bigint, fee: bigint, auth: Hex): Hex {
  return encodeFunctionData({
    abi: paymentEscrowAbi,
    functionName: 'capture',
    args: [abiTerms(terms), amount, fee, auth],
  })
}

/** One capture of a batch; amounts are base units, the fee is part of the amount. */
export type CaptureItem = { terms: Terms; amount: bigint; fee: bigint }

/** Sorted by merchant, token and fee recipient a batch is cheapest: neighbours are credited at once. */
export function encodeCaptureBatch(items: readonly CaptureItem[]): Hex {
  return encodeFunctionData({
    abi: paymentEscrowAbi,
    functionName: 'captureBatch',
    args: [items.map(({ terms, amount, fee }) => ({ terms: abiTerms(terms), amount, fee }))],
  })
}

export function encodeVoid(terms: Terms, auth: Hex): Hex {
  return encodeFunctionData({ abi: paymentEscrowAbi, functionName: 'void', args: [abiTerms(terms), auth] })
}

export function encodeReclaim(terms: Terms): Hex {
  return encodeFunctionData({ abi: paymentEscrowAbi, functionName: 'reclaim', args: [abiTerms(terms)] })
}

/**
 * With source `erc3009` the signature in `auth` is that of `refundAuthorizationTypedData`. With source `native` send
 * `valueToSend` along.
 */
export function encodeRefund(terms: Terms, amount: bigint, source: Source, auth: Hex): Hex {
  return encodeFunctionData({
    abi: paymentEscrowAbi,
    functionName: 'refund',
    args: [abiTerms(terms), amount, sources.indexOf(source), auth],
  })
}

/**
 * Into the prepaid balance, which subscriptions are paid from, or the available one. With source `erc3009` the signature in
 * `auth` is that of `depositAuthorizationTypedData`. With source `native` send `valueToSend` along.
 */
export function encodeDeposit(
  toPrepaid: boolean,
  token: Address,
  amount: bigint,
  source: Source,
  auth: Hex,
): Hex {
  return encodeFunctionData({
    abi: paymentEscrowAbi,
    functionName: 'deposit',
    args: [toPrepaid, token, amount, sources.indexOf(source), auth],
  })
}

/** From available to prepaid, or back. */
export function encodeMovePrepaid(token: Address, amount: bigint, toPrepaid: boolean, auth: Hex): Hex {
  return encodeFunctionData({
    abi: paymentEscrowAbi,
    functionName: 'movePrepaid',
    args: [token, amount, toPrepaid, auth],
  })
}

/** `ref` is 32 bytes of the account's own, for its books. */
export function encodeTransferBalance(to: Address, token: Address, amount: bigint, ref: Hex, auth: Hex): Hex {
  return encodeFunctionData({
    abi: paymentEscrowAbi,
    functionName: 'transferBalance',
    args: [to, token, amount, ref, auth],
  })
}

export function encodeWithdraw(token: Address, amount: bigint, to: Address, auth: Hex): Hex {
  return encodeFunctionData({
    abi: paymentEscrowAbi,
    functionName: 'withdraw',
    args: [token, amount, to, auth],
  })
}

/** Pays the account's whole available balance to the payout address that it set at least 24 hours ago; anyone may send it. */
export function encodeWithdrawFor(account: Address, token: Address): Hex {
  return encodeFunctionData({ abi: paymentEscrowAbi, functionName: 'withdrawFor', args: [account, token] })
}

/** `payout` zero names no address. */
export function encodeSetPayout(payout: Address, auth: Hex): Hex {
  return encodeFunctionData({ abi: paymentEscrowAbi, functionName: 'setPayout', args: [payout, auth] })
}

/** `dailyCap` is base units per UTC day; 0 revokes. */
export function encodeSetOperator(operator: Address, token: Address, dailyCap: bigint, auth: Hex): Hex {
  return encodeFunctionData({
    abi: paymentEscrowAbi,
    functionName: 'setOperator',
    args: [operator, token, dailyCap, auth],
  })
}

/** Makes `nonce` unusable, and so every action that was signed with it. */
export function encodeCancelNonce(nonce: bigint, auth: Hex): Hex {
  return encodeFunctionData({ abi: paymentEscrowAbi, functionName: 'cancelNonce', args: [nonce, auth] })
}
