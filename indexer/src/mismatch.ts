import type { EventName, Origin } from './event.ts'

/**
 * An event says something else than the events before it add up to. Going on would make wrong books, so the
 * handler throws and the indexer stops; the message names the event, so that it can be looked up.
 */
export class IndexMismatch extends Error {
  override name = 'IndexMismatch'

  constructor(at: { chainId: number; name: EventName; origin: Origin }, what: string) {
    const { block, transaction, log } = at.origin
    super(
      `${at.name} on chain ${at.chainId}, block ${block.number}, transaction ${transaction.hash}, log index ${log.logIndex}: ${what}`,
    )
  }
}

/** Compares what an event carries with what we computed, field by field. */
export function checker(chainId: number, name: EventName, origin: Origin) {
  const at = { chainId, name, origin }
  return {
    equal(field: string, actual: bigint | number | string, expected: bigint | number | string) {
      if (actual !== expected) throw new IndexMismatch(at, `${field} is ${actual}, expected ${expected}`)
    },
    address(field: string, actual: string, expected: string) {
      if (actual.toLowerCase() !== expected.toLowerCase())
        throw new IndexMismatch(at, `${field} is ${actual}, expected ${expected}`)
    },
    atMost(field: string, actual: bigint, limit: bigint) {
      if (actual > limit) throw new IndexMismatch(at, `${field} is ${actual}, expected at most ${limit}`)
    },
    atLeast(field: string, actual: bigint, limit: bigint) {
      if (actual < limit) throw new IndexMismatch(at, `${field} is ${actual}, expected at least ${limit}`)
    },
    absent(what: string, row: unknown) {
      if (row !== null) throw new IndexMismatch(at, `${what} is already known, expected its first event`)
    },
    present<row>(what: string, row: row | null): row {
      if (row === null) throw new IndexMismatch(at, `${what} is unknown, expected an earlier event of it`)
      return row
    },
  }
}
