import type { Hex } from 'viem'
import { decodeInner, memberOf, UnreadableCall } from '../calls/canonical.ts'
import type { Signed } from '../calls/signedCall.ts'
import { permitPullParameters } from '../escrow/permit.ts'
import { noOffer, offerParameters } from './offer.ts'
import { authorizationPullParameters, consents, subscriptionPullParameters } from './pull.ts'

/**
 * By what a subscriber agreed, read from the `pull` of subscribing or replacing.
 *
 * @throws UnreadableCall where it is encoded in another way than encodeSubscriptionPull does, or where only the subscriber
 * itself could send the call.
 */
export function readSubscriptionConsent(pull: Hex): Pick<Signed, 'signature' | 'over'> {
  if (pull === '0x')
    throw new UnreadableCall('pull: empty, so that only the subscriber itself could send this')
  const [index, data, offer] = decodeInner(subscriptionPullParameters, pull, 'pull')
  if (offer !== noOffer) decodeInner(offerParameters, offer, 'pull.offer')
  const consent = consentOf(memberOf(consents, index, 'pull.kind'), data)
  if (consent.signature !== '0x') return consent
  throw new UnreadableCall('pull.data: no signature, so that only the subscriber itself could send this')
}

function consentOf(kind: (typeof consents)[number], data: Hex): Pick<Signed, 'signature' | 'over'> {
  switch (kind) {
    case 'signature':
      return { signature: data, over: 'digest' }
    case 'erc3009': {
      const [, signature] = decodeInner(authorizationPullParameters, data, 'pull.data')
      return { signature, over: 'authorization' }
    }
    case 'permit': {
      const [, , , , , signature] = decodeInner(permitPullParameters, data, 'pull.data')
      return { signature, over: 'digest' }
    }
  }
}
