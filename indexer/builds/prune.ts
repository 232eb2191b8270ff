import { DatabaseError, escapeIdentifier, type Pool } from 'pg'
import { readLock } from '../flip/progress.ts'
import type { Runs } from '../runs/runs.ts'
import { inTransaction, LOCK_NOT_AVAILABLE, type Query } from '../sql.ts'
import type { Registered } from './registry.ts'

/** `kept` says why, and may be tried again. */
export type Pruned = { state: 'dropped' } | { state: 'kept'; why: string }

/** A reader that began before the flip may still hold a table. */
const LOCK_TIMEOUT_MS = 500

/** Ends and drops the generations that the live one has replaced, as far as nobody uses them any more. */
export async function clearAway(
  { pool, runs, log }: { pool: Pool; runs: Runs; log: (line: object) => void },
  own: readonly Registered[],
  live: string,
) {
  for (const { build } of own) {
    if (build === live || !(await hasSchema(pool, build))) continue
    await runs.stop(build)
    const pruned = await prune(pool, build)
    if (pruned.state === 'dropped') log({ level: 'info', msg: 'Dropped a replaced build', build })
  }
}

/** Drops the schema of a build that nobody reads and nobody writes. The caller knows that it does not hold the views. */
export async function prune(pool: Pool, build: string): Promise<Pruned> {
  try {
    return await inTransaction(pool, async (db): Promise<Pruned> => {
      await db.query(`set local lock_timeout = ${LOCK_TIMEOUT_MS}`)
      const lock = await readLock(db, build)
      if (lock?.isHeld) return { state: 'kept', why: 'its indexer is still running' }
      await db.query(`drop schema if exists ${escapeIdentifier(build)} cascade`)
      return { state: 'dropped' }
    })
  } catch (error) {
    if (error instanceof DatabaseError && error.code === LOCK_NOT_AVAILABLE)
      return { state: 'kept', why: 'a reader still holds its tables' }
    throw error
  }
}

async function hasSchema(db: Query, build: string): Promise<boolean> {
  const found = await db.query<{ exists: boolean }>('select to_regnamespace($1) is not null as exists', [
    escapeIdentifier(build),
  ])
  return found.rows[0]?.exists === true
}
