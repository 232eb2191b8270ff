import type { Address, Hex } from 'viem'
import { encodeAbiParameters } from 'viem'

/** Whose agreement to a first amount it is, merchant's or operator's, and its signature of `offerTypedData`. */
export type Offer = { account: Address; signature: Hex }

const parameters = [{ type: 'address' }, { type: 'bytes' }] as const

/** The `offer` of a call whose first amount is the plan's, or which merchant or operator sends. */
export const noOffer: Hex = '0x'

/** The `offer` of a call that delivers the agreement of merchant or operator. */
export function encodeOffer({ account, signature }: Offer): Hex {
  return encodeAbiParameters(parameters, [account, signature])
}
