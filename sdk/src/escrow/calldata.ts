import type { Address, Hex } from 'viem'
import { encodeAbiParameters, encodeFunctionData } from 'viem'
import { paymentEscrowAbi } from '../abi/paymentEscrow.ts'
import type { Source, Terms } from './terms.ts'
import { abiTerms, sources } from './terms.ts'

/** `signature` is `0x` where the owner of the money sends the transaction itself. */
export type Pull = { source: Source; signature: Hex }

export type Auth = { account: Address; nonce: bigint; deadline: bigint; signature: Hex }

const authParameters = [
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

export function encodeAuthorize(terms: Terms, pull: Pull): Hex {
  return encodeFunctionData({
    abi: paymentEscrowAbi,
    functionName: 'authorize',
    args: [abiTerms(terms), abiPull(pull)],
  })
}

export function encodeCharge(terms: Terms, fee: bigint, pull: Pull): Hex {
  return encodeFunctionData({
    abi: paymentEscrowAbi,
    functionName: 'charge',
    args: [abiTerms(terms), fee, abiPull(pull)],
  })
}

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

export function encodeRefund(terms: Terms, amount: bigint, source: Source, auth: Hex): Hex {
  return encodeFunctionData({
    abi: paymentEscrowAbi,
    functionName: 'refund',
    args: [abiTerms(terms), amount, sources.indexOf(source), auth],
  })
}

export function encodeWithdraw(token: Address, amount: bigint, to: Address, auth: Hex): Hex {
  return encodeFunctionData({
    abi: paymentEscrowAbi,
    functionName: 'withdraw',
    args: [token, amount, to, auth],
  })
}

export function encodeSetOperator(operator: Address, token: Address, dailyCap: bigint, auth: Hex): Hex {
  return encodeFunctionData({
    abi: paymentEscrowAbi,
    functionName: 'setOperator',
    args: [operator, token, dailyCap, auth],
  })
}

function abiPull({ source, signature }: Pull) {
  return { source: sources.indexOf(source), data: signature }
}
