// How far readers may rely on what the indexer shows of a chain.

/** Where the indexer's tables stand, and the highest block that they ever showed. */
interface Shown {
  latest_block: bigint
  latest_time: Date
  whole: boolean
  seen_block: bigint
}

/** What posting knows of the chain: its head as of `updated_at`, and the highest block in which it saw a fact. */
interface Posted {
  highest_seen_block: bigint
  head_block: bigint
  head_time: Date
  updated_at: Date
}

/** How far the tables are behind the chain's head. */
export interface Lag {
  blocks: bigint
  seconds: bigint
}

/** Posting reads the head every second; silence of this length means that no worker runs. */
const SILENCE_MS = 30_000

/**
 * Below a block that was shown before, rows are missing that a reorganisation or a restart took away for a moment; and the
 * indexer itself says where they are taken back, or wrong.
 */
export function isWhole(shown: Shown, posted: Posted | undefined): boolean {
  if (!shown.whole) return false
  return shown.latest_block >= shown.seen_block && shown.latest_block >= (posted?.highest_seen_block ?? 0n)
}

export function isSilent(posted: Posted, now: Date): boolean {
  return now.getTime() - posted.updated_at.getTime() > SILENCE_MS
}

/**
 * Measured by the head that posting read last, at most a second ago, so that a read costs no call to a node. The tables may
 * be ahead of it, which is no lag.
 */
export function lagOf(shown: Shown, posted: Posted): Lag {
  const seconds = Math.floor((posted.head_time.getTime() - shown.latest_time.getTime()) / 1000)
  return {
    blocks: atLeastZero(posted.head_block - shown.latest_block),
    seconds: atLeastZero(BigInt(seconds)),
  }
}

function atLeastZero(value: bigint): bigint {
  return value > 0n ? value : 0n
}
