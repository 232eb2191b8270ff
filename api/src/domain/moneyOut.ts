import type { RelayStatus } from './relay.ts'
import type { TypedData } from './typedData.ts'

// What refunds and payouts have in common: how one follows from what was asked for and what the chain says.

type Hex = `0x${string}`

export type OutSource = 'api' | 'chain'

export type OutStatus = 'requires_signature' | 'pending' | 'succeeded' | 'failed' | 'canceled'

export const OUT_STATUSES = ['requires_signature', 'pending', 'succeeded', 'failed', 'canceled'] as const

/** Why the host does not act, and the merchant is to sign. */
export const SIGNATURE_REASONS = [
  'not_opted_in',
  'operator_not_in_terms',
  'address_not_yours',
  'operator_not_registered',
  'refund_window_closed',
  'no_payout_address',
  'payout_address_not_yet_valid',
  'partial_payout',
] as const

export type SignatureReason = (typeof SIGNATURE_REASONS)[number]

/** What a merchant is to sign or send itself, ready to be shown. */
export interface SignatureRequest {
  reason: SignatureReason
  typed_data: TypedData
  call: { to: Hex; data: Hex }
}

/** A refund or payout of ours, as far as it must be told from others. */
export interface Claim {
  id: string
  source: OutSource
  status: OutStatus
  amount: bigint
  recipient: Hex
  signer: Hex | null
  nonce: bigint | null
  fact_identity: Hex | null
  tx_hash: Hex | null
  /** Hashes of every transaction in which its relay was ever signed. */
  sent: readonly Hex[]
}

/** A refund or withdrawal that lives on chain. */
export interface OutFact {
  identity: Hex
  amount: bigint
  recipient: Hex | null
  tx_hash: Hex
  /** Whose signature with which nonce it used, as {@link signedName}; null where that is none of ours. */
  signed: string | null
}

export function signedName(account: Hex, nonce: bigint): string {
  return `${account}:${nonce}`
}

/**
 * Which claim each living fact executed: none for a fact of which we know nothing yet. No claim is given to two facts.
 *
 * The signature decides first, because nothing else can spend its nonce. Then whatever was decided before stays so. Then the
 * transaction: ours, or the same one mined again. Last, what the merchant sent itself is what it was asked to sign, the
 * oldest first.
 */
export function matchFacts(facts: readonly OutFact[], claims: readonly Claim[]): Map<Hex, string> {
  const matched = new Map<Hex, string>()
  const free = new Set(claims)
  const rules: ((fact: OutFact, claim: Claim) => boolean)[] = [
    (fact, claim) => isSame(fact, claim) && fact.signed !== null && fact.signed === nameOf(claim),
    (fact, claim) => claim.fact_identity === fact.identity,
    (fact, claim) => claim.recipient === fact.recipient && claim.sent.includes(fact.tx_hash),
    (fact, claim) => isSame(fact, claim) && claim.tx_hash === fact.tx_hash,
    (fact, claim) => isSame(fact, claim) && fact.signed === null && claim.status === 'requires_signature',
  ]
  for (const rule of rules) {
    for (const fact of facts) {
      if (matched.has(fact.identity)) continue
      const claim = [...free].find((candidate) => rule(fact, candidate))
      if (!claim) continue
      matched.set(fact.identity, claim.id)
      free.delete(claim)
    }
  }
  return matched
}

function isSame(fact: OutFact, claim: Claim): boolean {
  return claim.amount === fact.amount && claim.recipient === fact.recipient
}

function nameOf({ signer, nonce }: Claim): string | null {
  return signer === null || nonce === null ? null : signedName(signer, nonce)
}

/** The status that follows from where it came from, its relay, and its fact. */
export function outStatus(
  claim: { source: OutSource; canceled_at: Date | null; relay_status: RelayStatus | null },
  fact: 'pending' | 'confirmed' | 'finalized' | null,
): OutStatus {
  if (fact !== null) return fact === 'pending' ? 'pending' : 'succeeded'
  if (claim.source === 'chain') return 'failed'
  if (claim.relay_status === 'canceled') return 'canceled'
  if (claim.relay_status !== null) return hasFailed(claim.relay_status) ? 'failed' : 'pending'
  return claim.canceled_at === null ? 'requires_signature' : 'canceled'
}

function hasFailed(status: RelayStatus): boolean {
  return status === 'failed' || status === 'expired'
}

export type OutEvent = 'succeeded' | 'failed' | 'reverted'

/** What a change of status tells: that it was taken back comes before what it is now. */
export function outEvent(before: OutStatus, after: OutStatus): OutEvent | undefined {
  if (before === after) return undefined
  if (after === 'succeeded') return 'succeeded'
  if (before === 'succeeded') return 'reverted'
  return after === 'failed' ? 'failed' : undefined
}
