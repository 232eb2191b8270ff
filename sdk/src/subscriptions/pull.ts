import type { Hex } from 'viem'
import { encodeAbiParameters } from 'viem'
import type { SignedPermit } from '../escrow/permit.ts'
import { encodePermitData } from '../escrow/permit.ts'
import { noOffer } from './offer.ts'

/**
 * How a subscriber agrees:
 * - `caller`: it sends the transaction itself, and its allowance or prepaid balance is there already.
 * - `signature`: its signature of `subscriptionTypedData`.
 * - `erc3009`: its signature of `subscriptionAuthorizationTypedData`, which funds the prepaid balance with `value` too.
 * - `permit`: its signature of `managerPermitTypedData`, and of `subscriptionTypedData`, which is `0x` where it sends the
 *   transaction itself.
 */
export type SubscriptionPull =
  | { consent: 'caller' }
  | { consent: 'signature'; signature: Hex }
  | { consent: 'erc3009'; value: bigint; signature: Hex }
  | { consent: 'permit'; permit: SignedPermit; signature: Hex }

/** The Solidity enum `Consent` in its order. */
export const consents = ['signature', 'erc3009', 'permit'] as const satisfies readonly Exclude<
  SubscriptionPull['consent'],
  'caller'
>[]

export const subscriptionPullParameters = [{ type: 'uint8' }, { type: 'bytes' }, { type: 'bytes' }] as const
export const authorizationPullParameters = [{ type: 'uint96' }, { type: 'bytes' }] as const

/**
 * The `pull` of subscribing and replacing. Throws where a permit's signature is not one of 65 bytes.
 * @param offer `noOffer` or `encodeOffer`.
 */
export function encodeSubscriptionPull(pull: SubscriptionPull, offer: Hex): Hex {
  if (pull.consent === 'caller' && offer === noOffer) return '0x'
  const kind = pull.consent === 'caller' ? 'signature' : pull.consent
  return encodeAbiParameters(subscriptionPullParameters, [consents.indexOf(kind), pullData(pull), offer])
}

function pullData(pull: SubscriptionPull): Hex {
  switch (pull.consent) {
    case 'caller':
      return '0x'
    case 'signature':
      return pull.signature
    case 'erc3009':
      return encodeAbiParameters(authorizationPullParameters, [pull.value, pull.signature])
    case 'permit':
      return encodePermitData(pull.permit, pull.signature)
  }
}
