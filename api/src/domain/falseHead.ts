// What time says about a head that a node told. Blocks are dated when they are made, and none is earlier than the one before it.

/** Our clock may be slow by less than this. */
const MOST_AHEAD_MS = 120_000

/** A block that is later than a head by this and lower proves that the head was not the chain's, or is not any more. */
export const DISPROVEN_AFTER_MS = 60_000

/** Whether a block, by its time in milliseconds, cannot have been made yet. */
export function isOfTheFuture(time: number, now: Date): boolean {
  return time > now.getTime() + MOST_AHEAD_MS
}
