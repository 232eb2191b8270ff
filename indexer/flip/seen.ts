import { type Query, qualified } from '../sql.ts'

// The highest block of each chain that the views ever showed (flip/views.ts raises it with every checkpoint). While an indexer
// that crashed makes its tables whole again, they show less than that, and for some seconds the checkpoint does not tell: Ponder takes
// rows back in the transaction in which it says that it is not ready, and leaves the checkpoint until the next block.

const seen = (viewsSchema: string) => qualified(viewsSchema, '_florin_seen')

/** Expects that the schema of the views exists. */
export async function openSeen(db: Query, viewsSchema: string) {
  await db.query(`
    create table if not exists ${seen(viewsSchema)} (
      chain_id bigint primary key,
      block bigint not null,
      whole boolean not null default true
    )`)
}

/** What a build showed that was wrong need not be reached again. */
export async function forgetSeen(db: Query, viewsSchema: string) {
  await db.query(`delete from ${seen(viewsSchema)}`)
}

/** Highest block that a reader may have seen, by chain id. */
export async function highestSeen(db: Query, viewsSchema: string): Promise<ReadonlyMap<number, bigint>> {
  const found = await db.query<{ chain_id: string; block: string }>(
    `select chain_id, block from ${seen(viewsSchema)}`,
  )
  return new Map(found.rows.map(({ chain_id, block }) => [Number(chain_id), BigInt(block)]))
}

/** Chains whose rows were taken back, up to the highest block seen or a part of the way, and are not all there again. */
export async function chainsNotWhole(db: Query, viewsSchema: string): Promise<ReadonlySet<number>> {
  const found = await db.query<{ chain_id: string }>(
    `select chain_id from ${seen(viewsSchema)} where not whole`,
  )
  return new Set(found.rows.map(({ chain_id }) => Number(chain_id)))
}
