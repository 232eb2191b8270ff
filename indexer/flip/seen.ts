import { type Query, qualified } from '../sql.ts'

// The highest block of each chain that the views ever showed (flip/views.ts raises it with every checkpoint). While an indexer
// that crashed makes its tables whole again, they show less than that.

const seen = (viewsSchema: string) => qualified(viewsSchema, '_florin_seen')

/** Expects that the schema of the views exists. */
export async function openSeen(db: Query, viewsSchema: string) {
  await db.query(`
    create table if not exists ${seen(viewsSchema)} (
      chain_id bigint primary key,
      block bigint not null
    )`)
}

/** Highest block that a reader may have seen, by chain id. */
export async function highestSeen(db: Query, viewsSchema: string): Promise<ReadonlyMap<number, bigint>> {
  const found = await db.query<{ chain_id: string; block: string }>(
    `select chain_id, block from ${seen(viewsSchema)}`,
  )
  return new Map(found.rows.map(({ chain_id, block }) => [Number(chain_id), BigInt(block)]))
}
