export const RELAY_KINDS = [
  'authorize',
  'charge',
  'capture',
  'void',
  'refund',
  'burn',
  'deposit',
  'move_prepaid',
  'transfer_balance',
  'withdraw',
  'set_payout',
  'set_operator',
  'cancel_nonce',
  'create_plan',
  'set_price',
  'archive_plan',
  'subscribe',
  'replace',
  'burn_subscription',
  'charge_usage',
  'pause',
  'resume',
  'cancel',
  'x402_exact',
  'x402_upto',
] as const

export type RelayKind = (typeof RELAY_KINDS)[number]

export const RELAY_STATUSES = [
  'accepted',
  'submitted',
  'mined',
  'confirmed',
  'failed',
  'expired',
  'canceled',
] as const

export type RelayStatus = (typeof RELAY_STATUSES)[number]

/** An intent in one of these states may still move money. */
export const LIVE_STATUSES = ['accepted', 'submitted', 'mined'] as const satisfies readonly RelayStatus[]

export function isLive(status: RelayStatus): boolean {
  return LIVE_STATUSES.some((live) => live === status)
}

/** Kinds whose id lives once on chain: whatever is signed again for it cannot be executed beside the first. */
const LIVES_ONCE: readonly RelayKind[] = [
  'authorize',
  'charge',
  'burn',
  'subscribe',
  'replace',
  'burn_subscription',
]

/**
 * Whether what was signed, once it is public, may still be executed beside what is signed in its place. A payout by the host is
 * signed by nobody: it pays out what is there, however often.
 */
export function mayHappenTwice(relay: { kind: RelayKind; digest: string | null }): boolean {
  if (relay.kind === 'withdraw') return relay.digest !== null
  return !LIVES_ONCE.includes(relay.kind)
}

/** The call of its signer that makes a public intent unusable, if it is mined first; null where there is none of our contracts. */
export function howToCancel(relay: { kind: RelayKind; digest: string | null }): RelayKind | null {
  const { kind } = relay
  if (kind === 'authorize' || kind === 'charge') return 'burn'
  if (kind === 'subscribe' || kind === 'replace') return 'burn_subscription'
  return relay.digest === null && (kind === 'withdraw' || kind.startsWith('x402_')) ? null : 'cancel_nonce'
}

/** Why a relay ended without its intent being executed. */
export interface RelayError {
  /** `would_revert` was seen before any gas was spent, `reverted` after; `deadline_passed` came too late. */
  code: 'would_revert' | 'reverted' | 'deadline_passed'
  reason: string
}

/** Why the chain refused a living relay, as noted on it. */
export function notedError(relay: {
  error_code: string | null
  error_reason: string | null
}): RelayError | null {
  const { error_code: code, error_reason: reason } = relay
  return code === 'would_revert' || code === 'reverted' ? { code, reason: reason ?? '' } : null
}

/** `accepted` means that the attempt ended and the relay did not: it waits for another chance, or for its deadline. */
export type RelayOutcome =
  | { status: 'confirmed'; executedBy: 'self'; txHash: `0x${string}` }
  | { status: 'confirmed'; executedBy: 'other' }
  | { status: 'failed' | 'expired' | 'accepted'; error: RelayError }

/**
 * What the contract knows of an intent: `spent` means that its nonce was canceled, or used by something else, so that it can never
 * be executed.
 */
export type IntentFate = 'open' | 'executed' | 'spent'

/** What is known of an intent that we did not execute ourselves. */
export interface IntentFacts {
  /** In a block deep enough to count. */
  atDepth: IntentFate
  atHead: IntentFate
  /** By chain time, so that the contract refuses it from now on. */
  deadlinePassed: boolean
  /** The intent's signature is ours and was in bytes that we sent, so that anyone may execute it until its deadline. */
  isPublic: boolean
  error: RelayError
  /** Why an earlier attempt was refused, if there was one. */
  earlier: RelayError | null
}

/**
 * How a relay ends whose own transaction did not execute the intent. The intent's state on chain decides: anyone may have
 * sent it through the contract. Undefined means that it is too early to say. Nobody is told that an action failed which may
 * still be executed: they would ask for it again, and money would move twice.
 */
export function outcomeWithoutUs(facts: IntentFacts): RelayOutcome | undefined {
  if (facts.atDepth === 'executed') return { status: 'confirmed', executedBy: 'other' }
  if (facts.atDepth === 'spent') return { status: 'failed', error: facts.earlier ?? facts.error }
  // What was never signed for a block can wait until the head's word is certain.
  if (facts.atHead === 'executed' || (facts.atHead === 'spent' && !facts.isPublic)) return undefined
  if (facts.deadlinePassed) {
    if (facts.earlier) return { status: 'failed', error: facts.earlier }
    const reason = 'the deadline of what was signed passed before it was mined'
    return { status: 'expired', error: { code: 'deadline_passed', reason } }
  }
  return { status: facts.isPublic ? 'accepted' : 'failed', error: facts.error }
}

/**
 * Whether the simulation at accept still holds: it is at most one block old, and nothing was tried since. For payers' payments alone,
 * which hang on nobody else: other actions compete for balances, and are public once they were signed for a block.
 */
export function isFresh(
  relay: {
    kind: RelayKind
    simulated_block: bigint | null
    error_code: string | null
  },
  head: bigint,
): boolean {
  const { kind, simulated_block: block, error_code: error } = relay
  if (kind !== 'charge' && kind !== 'authorize') return false
  if (block === null || error !== null) return false
  return head >= block && head - block <= 1n
}
