import { DatabaseError, escapeIdentifier, type Pool, type PoolClient } from 'pg'
import { qualified } from '../sql.ts'
import { notLevel, readProgress } from './progress.ts'
import { grantViews, moveWakeUp, replaceViews } from './views.ts'

/** `live` and `superseded` are final for a build; `waiting` says why and is to be tried again. */
export type Flip = { state: 'live' } | { state: 'superseded'; by: string } | { state: 'waiting'; why: string }

/** Readers that hold a view longer than this make the flip wait for its next try, not everyone else for the flip. */
const LOCK_TIMEOUT_MS = 2_000
const LOCK_NOT_AVAILABLE = '55P03'

/**
 * Points the views at a build's tables, once, when the build is level with the live one. A build that was replaced
 * never takes the views back, however often it is restarted; a roll-back is a new build (INDEXER_BUILD).
 */
export async function tryFlip(pool: Pool, viewsSchema: string, schema: string): Promise<Flip> {
  const db = await pool.connect()
  let broken = true
  try {
    await db.query('begin')
    await db.query(`set local lock_timeout = ${LOCK_TIMEOUT_MS}`)
    await db.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`flip ${viewsSchema}`])
    const flip = await flipWhenLevel(db, viewsSchema, schema)
    await db.query('commit')
    broken = false
    return flip
  } catch (error) {
    if (error instanceof DatabaseError && error.code === LOCK_NOT_AVAILABLE)
      return { state: 'waiting', why: 'a reader holds the views' }
    throw error
  } finally {
    // A connection given up is closed, and Postgres rolls its transaction back.
    db.release(broken)
  }
}

async function flipWhenLevel(db: PoolClient, viewsSchema: string, schema: string): Promise<Flip> {
  const history = await openHistory(db, viewsSchema)
  const live = await liveBuild(db, history)
  if (live === schema) return { state: 'live' }
  if (live !== undefined && (await wasLive(db, history, schema))) return { state: 'superseded', by: live }

  const build = await readProgress(db, schema)
  if (build === undefined) return { state: 'waiting', why: 'its tables are not made yet' }
  const liveProgress = live === undefined ? undefined : await readProgress(db, live)
  const why = notLevel(build, liveProgress)
  if (why !== undefined) return { state: 'waiting', why }

  await replaceViews(db, viewsSchema, { schema, tables: build.tables })
  await moveWakeUp(db, viewsSchema, schema, liveProgress === undefined ? undefined : live)
  await db.query(`update ${history} set superseded_at = now() where superseded_at is null`)
  await db.query(`insert into ${history} (build) values ($1)`, [schema])
  await grantViews(db, viewsSchema)
  return { state: 'live' }
}

/** Every build that ever held the views, so that a replaced one can be told from a new one. */
async function openHistory(db: PoolClient, viewsSchema: string): Promise<string> {
  const history = qualified(viewsSchema, '_florin_flip')
  await db.query(`create schema if not exists ${escapeIdentifier(viewsSchema)}`)
  await db.query(`
    create table if not exists ${history} (
      build text primary key,
      live_at timestamptz not null default now(),
      superseded_at timestamptz
    )`)
  return history
}

async function liveBuild(db: PoolClient, history: string): Promise<string | undefined> {
  const found = await db.query<{ build: string }>(`select build from ${history} where superseded_at is null`)
  return found.rows[0]?.build
}

async function wasLive(db: PoolClient, history: string, schema: string): Promise<boolean> {
  const found = await db.query(`select 1 from ${history} where build = $1`, [schema])
  return found.rows.length > 0
}
