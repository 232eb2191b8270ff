/** What our books say about a nonce that is not settled, and what the chain says about its key. */
export interface NonceFacts {
  nonce: bigint
  status: 'taken' | 'broadcast' | 'mined' | 'final' | 'foreign'
  /** Number of transactions of the key that are in blocks: every nonce below it is mined. */
  minedCount: bigint
  /** The same with those that wait in the node's pool. */
  pendingCount: bigint
  /** The newest transaction that was signed for the nonce. */
  newest: SignedFacts | undefined
  /** The intent's deadline has passed on chain, or it has none because the nonce carries no intent. */
  deadlinePassed: boolean
  now: Date
}

interface SignedFacts {
  signedAt: Date
  sentAt: Date | null
  closing: boolean
  /**
   * Blocks since then; none means that the chain stands still, where a higher offer would change nothing. Fewer than none: the head
   * that was known then was not, or is no more, the chain's.
   */
  blocksSince: bigint
  /** Whether it offers what the newest block asked at the least. */
  isPayable: boolean
}

/**
 * - `settle`: the chain counts it as used, and no transaction of ours has a receipt.
 * - `sign`: it was taken, but nothing was signed.
 * - `close`: it must be used up by a transfer of nothing to ourselves, lest it hold up all later ones.
 * - `replace`: offer more. `resend`: the same bytes again. `wait`: nothing to do.
 */
export type NonceStep = 'settle' | 'sign' | 'close' | 'replace' | 'resend' | 'wait'

const RESEND_AFTER_MS = 5_000
const REPLACE_AFTER_MS = 30_000
/** Clocks of workers differ by less; what was done later than that from now was done by a clock that was wrong. */
const MOST_SKEW_MS = 60_000

export function nextStep(facts: NonceFacts): NonceStep {
  if (facts.status === 'foreign') return foreignStep(facts)
  if (facts.nonce < facts.minedCount) return 'settle'
  const { newest } = facts
  if (!newest) return facts.deadlinePassed ? 'close' : 'sign'
  if (facts.deadlinePassed && !newest.closing) return 'close'
  if (isStuck(facts, newest)) return 'replace'
  if (newest.sentAt === null || isOver(facts.now, newest.sentAt, RESEND_AFTER_MS)) return 'resend'
  return 'wait'
}

/**
 * Blocks went by without it although it was its turn, or they ask for more than it offers. What only waits for a lower nonce is
 * left alone, and so is everything while the chain stands still: offering more would cost more and bring nothing.
 */
function isStuck({ nonce, minedCount, now }: NonceFacts, newest: SignedFacts): boolean {
  if (newest.blocksSince === 0n || !isOver(now, newest.signedAt, REPLACE_AFTER_MS)) return false
  return nonce === minedCount || !newest.isPayable
}

function isOver(now: Date, since: Date, ms: number): boolean {
  const elapsed = now.getTime() - since.getTime()
  return elapsed >= ms || elapsed < -MOST_SKEW_MS
}

/** Somebody else's transaction took the nonce. Where it was dropped from the pool unmined, it leaves a gap. */
function foreignStep(facts: NonceFacts): NonceStep {
  const dropped = facts.nonce >= facts.minedCount && facts.nonce >= facts.pendingCount
  return dropped ? 'close' : 'wait'
}
