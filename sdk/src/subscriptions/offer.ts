import type { Address, Hex } from 'viem'
import { encodeAbiParameters } from 'viem'

/** Whose agreement to a first amount it is, merchant's or operator's, and its signature of `offerTypedData`. */
export type Offer = { account: Address; signature: Hex }

/** What stands in an offer: whose it is, and the signature. */
export const offerParameters = [{ type: 'address' }, { type: 'bytes' }] as const

/** The `offer` within a pull where the first amount is the plan's, or where merchant or operator sends the call. */
export const noOffer: Hex = '0x'

/** The `offer` within a pull that delivers the agreement of merchant or operator. */
export function encodeOffer({ account, signature }: Offer): Hex {
  return encodeAbiParameters(offerParameters, [account, signature])
}
