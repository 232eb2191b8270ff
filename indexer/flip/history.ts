import { type Query, qualified } from '../sql.ts'

// Every build that ever held the views, so that a replaced one can be told from a new one.

const history = (viewsSchema: string) => qualified(viewsSchema, '_florin_flip')

/** Expects that the schema of the views exists. */
export async function openHistory(db: Query, viewsSchema: string) {
  await db.query(`
    create table if not exists ${history(viewsSchema)} (
      build text primary key,
      live_at timestamptz not null default now(),
      superseded_at timestamptz
    )`)
}

/** Answers undefined before the first flip. */
export async function liveBuild(db: Query, viewsSchema: string): Promise<string | undefined> {
  const found = await db.query<{ build: string }>(
    `select build from ${history(viewsSchema)} where superseded_at is null`,
  )
  return found.rows[0]?.build
}

/** Builds by whether they have the views or had them, as of one moment. */
export async function flipped(
  db: Query,
  viewsSchema: string,
): Promise<ReadonlyMap<string, 'live' | 'replaced'>> {
  const found = await db.query<{ build: string; replaced: boolean }>(
    `select build, superseded_at is not null as replaced from ${history(viewsSchema)}`,
  )
  return new Map(found.rows.map(({ build, replaced }) => [build, replaced ? 'replaced' : 'live']))
}

export async function wasLive(db: Query, viewsSchema: string, build: string): Promise<boolean> {
  const found = await db.query(`select 1 from ${history(viewsSchema)} where build = $1`, [build])
  return found.rows.length > 0
}

export async function recordFlip(db: Query, viewsSchema: string, build: string) {
  await db.query(`update ${history(viewsSchema)} set superseded_at = now() where superseded_at is null`)
  await db.query(`insert into ${history(viewsSchema)} (build) values ($1)`, [build])
}
