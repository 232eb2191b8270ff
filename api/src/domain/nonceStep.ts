/** What our books say about a nonce that is not settled, and what the chain says about its key. */
export interface NonceFacts {
  nonce: bigint
  status: 'taken' | 'broadcast' | 'mined' | 'final' | 'foreign'
  /** Number of transactions of the key that are in blocks: every nonce below it is mined. */
  minedCount: bigint
  /** The same with those that wait in the node's pool. */
  pendingCount: bigint
  /** The newest transaction that was signed for the nonce. */
  newest: { signedAt: Date; sentAt: Date | null; closing: boolean } | undefined
  /** The intent's deadline has passed on chain, or it has none because the nonce carries no intent. */
  deadlinePassed: boolean
  now: Date
}

/**
 * - `settle`: it is in a block; look which of its transactions, and how deep.
 * - `sign`: it was taken, but nothing was signed.
 * - `close`: it must be used up by a transfer of nothing to ourselves, lest it hold up all later ones.
 * - `replace`: offer more. `resend`: the same bytes again. `wait`: nothing to do.
 */
export type NonceStep = 'settle' | 'sign' | 'close' | 'replace' | 'resend' | 'wait'

const RESEND_AFTER_MS = 5_000
const REPLACE_AFTER_MS = 30_000

export function nextStep(facts: NonceFacts): NonceStep {
  if (facts.status === 'foreign') return foreignStep(facts)
  if (facts.status === 'mined' || facts.status === 'final' || facts.nonce < facts.minedCount) return 'settle'
  const { newest } = facts
  if (!newest) return facts.deadlinePassed ? 'close' : 'sign'
  if (facts.deadlinePassed && !newest.closing) return 'close'
  const now = facts.now.getTime()
  if (now - newest.signedAt.getTime() >= REPLACE_AFTER_MS) return 'replace'
  if (newest.sentAt === null || now - newest.sentAt.getTime() >= RESEND_AFTER_MS) return 'resend'
  return 'wait'
}

/** Somebody else's transaction took the nonce. Where it was dropped from the pool unmined, it leaves a gap. */
function foreignStep(facts: NonceFacts): NonceStep {
  const dropped = facts.nonce >= facts.minedCount && facts.nonce >= facts.pendingCount
  return dropped ? 'close' : 'wait'
}
