import { encodeOffer, noOffer } from '@florin/sdk/subscriptions/offer.ts'
import type { SubscriptionPull } from '@florin/sdk/subscriptions/pull.ts'
import { subscriptionTypedData } from '@florin/sdk/subscriptions/subscription.ts'
import { offerTypedData, subscriptionAuthorizationTypedData } from '@florin/sdk/subscriptions/typedData.ts'
import fc from 'fast-check'
import { zeroAddress } from 'viem'
import type { Consent } from '../model/begin.ts'
import type { Agreement } from '../model/world.ts'
import { type Account, accounts, tokenDomain } from '../sandbox.ts'
import { managerDomain } from '../subscriptions.ts'
import type { Life } from './life.ts'
import { partyOf, type Role } from './parties.ts'
import { signPermit } from './signPermit.ts'
import { mostly, usually } from './step.ts'
import type { Prepared } from './verbs/begin.ts'

/** How somebody means to agree, and who is to agree to the first amount. */
export type Manner = {
  kind: 'caller' | 'plain' | 'erc3009' | 'permit' | 'permitByCaller'
  /** What an authorization funds, or a permit allows. */
  value: bigint
  /** Whether the subscriber signs, or calls, itself. */
  genuine: boolean
  genuinePermit: boolean
  /** Undefined for nobody. `nobody` is the zero address, which is no operator. */
  offer: { by: Role | 'nobody'; how: 'call' | 'signature' | 'forged' } | undefined
}

type Offer = Exclude<Manner['offer'], undefined>
const offer: fc.Arbitrary<Offer> = fc.record({
  by: mostly(
    fc.constantFrom<Offer['by']>('merchant', 'operator'),
    fc.constantFrom<Offer['by']>('stranger', 'nobody'),
  ),
  how: mostly(fc.constantFrom<Offer['how']>('call', 'signature'), fc.constant<Offer['how']>('forged')),
})

export const manner: fc.Arbitrary<Manner> = fc.record({
  kind: fc.constantFrom<Manner['kind']>('caller', 'plain', 'plain', 'erc3009', 'permit', 'permitByCaller'),
  value: mostly(fc.constantFrom(1n, 10_000_000n, 30_000_000n), fc.constantFrom(0n, 10n ** 15n)),
  genuine: usually,
  genuinePermit: usually,
  offer: fc.oneof(fc.constant(undefined), offer),
})

/** Has everybody sign who is to, and chooses who sends it. */
export async function prepare(life: Life, agreement: Agreement, manner: Manner): Promise<Prepared> {
  const subscriber = partyOf('subscriber', agreement)
  const signer = manner.genuine ? subscriber : accounts.stranger
  const { consent, pull } = await consentOf(life, agreement, manner, signer)
  const offer = await offerOf(life, agreement, manner)
  const sender = consent.signer === undefined ? signer.address : (offer?.caller ?? accounts.relayer.address)
  const beginning = { sender, consent, offer: offer?.signed }
  return { beginning, pull, offer: offer?.encoded ?? noOffer }
}

async function consentOf(
  life: Life,
  agreement: Agreement,
  { kind, value, genuinePermit }: Manner,
  signer: Account,
): Promise<{ consent: Consent; pull: SubscriptionPull }> {
  const { plan, subscription } = agreement
  const domain = managerDomain(life.box)
  if (kind === 'caller') return { consent: { kind: 'plain', signer: undefined }, pull: { consent: 'caller' } }
  const sign = () => signer.signTypedData(subscriptionTypedData({ ...domain, plan, subscription }))
  // The chain's own coin knows neither authorizations nor permits.
  if (kind === 'plain' || plan.token === zeroAddress)
    return {
      consent: { kind: 'plain', signer: signer.address },
      pull: { consent: 'signature', signature: await sign() },
    }
  if (kind === 'erc3009') {
    const input = { ...domain, escrow: life.box.escrow, plan, subscription, tokenDomain, value }
    const signature = await signer.signTypedData(subscriptionAuthorizationTypedData(input))
    return { consent: { kind, signer: signer.address, value }, pull: { consent: kind, value, signature } }
  }
  const owner = partyOf('subscriber', agreement)
  const permitSigner = genuinePermit ? owner : accounts.stranger
  const permit = await signPermit(life, owner.address, value, permitSigner)
  const called = kind === 'permitByCaller'
  const signature = called ? '0x' : await sign()
  const consentSigner = called ? undefined : signer.address
  return {
    consent: { kind: 'permit', signer: consentSigner, value, permitSigner: permitSigner.address },
    pull: { consent: 'permit', permit, signature },
  }
}

async function offerOf(life: Life, agreement: Agreement, { offer }: Manner) {
  if (offer === undefined) return undefined
  const { by, how } = offer
  const party = by === 'nobody' ? accounts.stranger : partyOf(by, agreement)
  if (how === 'call') return { caller: party.address }
  const account = by === 'nobody' ? zeroAddress : party.address
  const signer = how === 'forged' ? accounts.relayer : party
  const typedData = offerTypedData({ ...managerDomain(life.box), id: agreement.id })
  const signature = await signer.signTypedData(typedData)
  return { signed: { account, signer: signer.address }, encoded: encodeOffer({ account, signature }) }
}
