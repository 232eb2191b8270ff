import { escapeIdentifier, type Pool } from 'pg'
import { flipped, openHistory } from '../flip/history.ts'
import { openSeen } from '../flip/seen.ts'
import { inTransaction, type Query, qualified } from '../sql.ts'
import { openFinality } from './finality.ts'

// What is indexed is named by its code (a hash of all that decides the rows, and the chain's genesis) and by its generation:
// rebuilding with the same code is the next generation, in a schema of its own.

/** A build that was asked for. Its name is its schema's. */
export type Registered = { build: string; code: string; generation: number; failed: string | null }

/** In an hour. */
const MOST_FAILURES = 3

const registry = (viewsSchema: string) => qualified(viewsSchema, '_florin_build')

/** Makes the schema of the views and what we keep beside them, where they are missing. */
export async function openRegistry(pool: Pool, viewsSchema: string) {
  await inLockedTransaction(pool, viewsSchema, async (db) => {
    await db.query(`create schema if not exists ${escapeIdentifier(viewsSchema)}`)
    await db.query(`
      create table if not exists ${registry(viewsSchema)} (
        build text primary key,
        code text not null,
        generation integer not null,
        asked_at timestamptz not null default now(),
        failed text,
        unique (code, generation)
      )`)
    await openHistory(db, viewsSchema)
    await openSeen(db, viewsSchema)
    await openFinality(db, viewsSchema)
  })
}

/** One process at a time, since `create … if not exists` fails beside another one, and asking is looking and writing. */
function inLockedTransaction<T>(
  pool: Pool,
  viewsSchema: string,
  work: (db: Query) => Promise<T>,
): Promise<T> {
  return inTransaction(pool, async (db) => {
    await db.query('select pg_advisory_xact_lock(hashtextextended($1, 0))', [`registry ${viewsSchema}`])
    return work(db)
  })
}

/**
 * The build to be made or kept of a code: its newest generation that neither failed nor was replaced. Undefined where there
 * is none left. The first generation is registered by asking.
 */
export async function currentGeneration(
  db: Query,
  viewsSchema: string,
  code: string,
): Promise<Registered | undefined> {
  await db.query(
    `insert into ${registry(viewsSchema)} (build, code, generation) values ($1, $1, 1) on conflict do nothing`,
    [code],
  )
  const found = await db.query<Registered>(
    `select build, code, generation, failed from ${registry(viewsSchema)} registered
     where code = $1 and failed is null and not exists (
       select from ${qualified(viewsSchema, '_florin_flip')} flip
       where flip.build = registered.build and superseded_at is not null)
     order by generation desc limit 1`,
    [code],
  )
  return found.rows[0]
}

/**
 * Registers the next generation of a code, for the indexer of that code to make beside its live one. One that was asked
 * for and has not had the views yet is enough.
 */
export async function askForRebuild(pool: Pool, viewsSchema: string, code: string): Promise<Registered> {
  return inLockedTransaction(pool, viewsSchema, async (db) => {
    const current = await currentGeneration(db, viewsSchema, code)
    const flips = await flipped(db, viewsSchema)
    return current !== undefined && !flips.has(current.build) ? current : addGeneration(db, viewsSchema, code)
  })
}

/**
 * Gives a build up and asks for the next one at once. Where several of one hour failed, another would too: then it
 * asks for none, and answers undefined.
 */
export async function failAndAsk(
  pool: Pool,
  viewsSchema: string,
  { code, build, why }: { code: string; build: string; why: string },
): Promise<string | undefined> {
  return inLockedTransaction(pool, viewsSchema, async (db) => {
    if (!(await markFailed(db, viewsSchema, build, why)))
      return (await currentGeneration(db, viewsSchema, code))?.build
    const latest = await db.query<{ failed: boolean }>(
      `select failed is not null as failed from ${registry(viewsSchema)}
       where code = $1 and asked_at > now() - interval '1 hour'`,
      [code],
    )
    if (latest.rows.filter(({ failed }) => failed).length >= MOST_FAILURES) return undefined
    return (await addGeneration(db, viewsSchema, code)).build
  })
}

async function addGeneration(db: Query, viewsSchema: string, code: string): Promise<Registered> {
  const added = await db.query<Registered>(
    `insert into ${registry(viewsSchema)} (build, code, generation)
     select replace($1, '_', 'r' || next.generation || '_'), $1, next.generation
     from (select max(generation) + 1 as generation from ${registry(viewsSchema)} where code = $1) next
     returning build, code, generation, failed`,
    [code],
  )
  const build = added.rows[0]
  if (build === undefined) throw new Error(`build ${code} is not registered`)
  return build
}

/** A build that failed is not tried again, and never takes the views. Answers whether it had not failed before. */
export async function markFailed(
  db: Query,
  viewsSchema: string,
  build: string,
  why: string,
): Promise<boolean> {
  const marked = await db.query(
    `update ${registry(viewsSchema)} set failed = $2 where build = $1 and failed is null returning build`,
    [build, why],
  )
  return marked.rows.length > 0
}

export async function hasFailed(db: Query, viewsSchema: string, build: string): Promise<boolean> {
  const found = await db.query(
    `select 1 from ${registry(viewsSchema)} where build = $1 and failed is not null`,
    [build],
  )
  return found.rows.length > 0
}

export async function registeredBuilds(db: Query, viewsSchema: string): Promise<Registered[]> {
  const found = await db.query<Registered>(
    `select build, code, generation, failed from ${registry(viewsSchema)} order by asked_at, generation`,
  )
  return found.rows
}
