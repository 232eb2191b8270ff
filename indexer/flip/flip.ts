import { DatabaseError, type Pool, type PoolClient } from 'pg'
import { hasFailed } from '../builds/registry.ts'
import { inTransaction, LOCK_NOT_AVAILABLE, qualified } from '../sql.ts'
import { liveBuild, recordFlip, wasLive } from './history.ts'
import { notLevel, type Progress, readProgress } from './progress.ts'
import { forgetSeen } from './seen.ts'
import { grantViews, moveTrigger, replaceViews } from './views.ts'

/** `live` and `superseded` are final for a build; `waiting` says why and is to be tried again. */
export type Flip = { state: 'live' } | { state: 'superseded'; by: string } | { state: 'waiting'; why: string }

/** Why a flip waits for which a moment of quiet is the cure. */
export const HELD_UP = 'a reader or a writer holds the tables'

/** Everyone who reads waits as long as the flip waits for somebody who reads; so it waits shortly, and tries again later. */
const LOCK_TIMEOUT_MS = 250

/**
 * Points the views at a build's tables, once, when the build is level with the live one. A build that was replaced
 * never takes the views back, however often it is restarted; a roll-back is a new build (INDEXER_BUILD).
 */
export async function tryFlip(pool: Pool, viewsSchema: string, schema: string): Promise<Flip> {
  try {
    return await inTransaction(pool, async (db) => {
      await db.query(`set local lock_timeout = ${LOCK_TIMEOUT_MS}`)
      await db.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`flip ${viewsSchema}`])
      return flipWhenLevel(db, viewsSchema, schema)
    })
  } catch (error) {
    if (error instanceof DatabaseError && error.code === LOCK_NOT_AVAILABLE)
      return { state: 'waiting', why: HELD_UP }
    throw error
  }
}

async function flipWhenLevel(db: PoolClient, viewsSchema: string, schema: string): Promise<Flip> {
  const live = await liveBuild(db, viewsSchema)
  if (live === schema) return { state: 'live' }
  if (live !== undefined && (await wasLive(db, viewsSchema, schema))) return { state: 'superseded', by: live }

  const build = await readProgress(db, schema)
  if (build === undefined) return { state: 'waiting', why: 'its tables are not made yet' }
  // How far a build came that was wrong is nothing to wait for.
  const isMending = live !== undefined && (await hasFailed(db, viewsSchema, live))
  const why = notLevel(build, isMending ? undefined : await holdStill(db, live, build))
  if (why !== undefined) return { state: 'waiting', why }

  await replaceViews(db, viewsSchema, { schema, tables: build.tables })
  if (isMending) await forgetSeen(db, viewsSchema)
  await moveTrigger(db, viewsSchema, schema, live)
  await recordFlip(db, viewsSchema, schema)
  await grantViews(db, viewsSchema)
  return { state: 'live' }
}

/**
 * How far the live build has come. Where the other may replace it, it comes no further until this transaction ends: a
 * block that it added between the comparison and the flip would be one that readers see and then see no more.
 */
async function holdStill(db: PoolClient, live: string | undefined, build: Progress) {
  if (live === undefined) return undefined
  const progress = await readProgress(db, live)
  if (progress === undefined || notLevel(build, progress) !== undefined) return progress
  await db.query(`lock table ${qualified(live, '_ponder_checkpoint')} in share mode`)
  return readProgress(db, live)
}
