import type { Pool } from 'pg'
import { waitFor } from '../../../support/waitFor.ts'
import type { ChainFact } from '../facts.ts'
import { factsApart, indexedFacts } from '../views.ts'
import type { Lane } from './lane.ts'

/** Ponder's lock expires after 25 seconds, and a busy machine needs as long again to start. */
const TIMEOUT_MS = 120_000

export type Recovery = {
  lane: string
  /** From the crash until the indexer said that it was ready and had every row. */
  recoveredMs: number
  /** How long it said so while rows were missing, and how many at first. */
  early: { ms: number; rows: number }
}

/** Starts a killed indexer again, and watches what it says and what it has. The chain stands still meanwhile. */
export async function recover(
  pool: Pool,
  lane: Lane,
  { facts, since }: { facts: readonly ChainFact[]; since: number },
): Promise<Recovery> {
  await lane.restart()
  const early = { ms: 0, rows: 0 }
  let readyAt: number | undefined
  await waitFor(
    async () => {
      // Readiness first: rows that are missing after it was told were missing when it was.
      const isReady = await lane.isReady()
      const rows = await missing(pool, lane.schema(), facts)
      if (!isReady) return false
      readyAt ??= performance.now()
      if (rows === 0) return true
      early.rows ||= rows
      early.ms = performance.now() - readyAt
      return false
    },
    { describe: `indexer ${lane.name} to have every row again`, timeoutMs: TIMEOUT_MS, intervalMs: 50 },
  ).catch((error: Error) => {
    throw new Error(`${error.message} It last said:\n${lane.tail()}`, { cause: error })
  })
  return { lane: lane.name, recoveredMs: performance.now() - since, early }
}

/** How many facts a build has not, or has although the chain has them not; all of them before it has tables. */
export async function missing(pool: Pool, schema: string, facts: readonly ChainFact[]): Promise<number> {
  try {
    return factsApart(facts, await indexedFacts(pool, schema, 0n))
  } catch {
    return facts.length
  }
}
