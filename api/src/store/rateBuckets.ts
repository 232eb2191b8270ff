import { type RawBuilder, sql } from 'kysely'
import type { Db } from './database.ts'

export interface Bucket {
  subject: string
  /** What it holds at most, and how much of that comes back each second. */
  capacity: number
  perSecond: number
}

/**
 * Takes up to `wanted` whole tokens out of a bucket, in one statement, by the database's clock: replicas need not agree on
 * anything else. Answers how many there were, and what is left.
 */
export async function lease(
  db: Db,
  { subject, capacity, perSecond }: Bucket,
  wanted: number,
): Promise<{ granted: number; left: number }> {
  const refilled = (row: string): RawBuilder<number> => sql`least(${capacity}::float8,
    ${sql.ref(`${row}.tokens`)} + ${perSecond}::float8 *
      greatest(0, extract(epoch FROM clock_timestamp() - ${sql.ref(`${row}.updated_at`)})))`
  const { rows } = await sql<{ granted: number; left: number }>`
    WITH leased AS (
      INSERT INTO florin.rate_bucket AS bucket (subject, tokens, updated_at)
      VALUES (${subject}, ${capacity - wanted}::float8, clock_timestamp())
      ON CONFLICT (subject) DO UPDATE SET
        tokens = ${refilled('bucket')} - least(${wanted}::float8, floor(${refilled('bucket')})),
        updated_at = clock_timestamp()
      RETURNING old.tokens AS before, new.tokens AS after, least(${wanted}::float8, floor(${refilled('old')})) AS taken
    )
    SELECT coalesce(taken, ${wanted}::float8) AS granted, after AS left FROM leased`.execute(db)
  return rows[0] ?? { granted: 0, left: 0 }
}

/** Buckets that nobody used since: they are full, as a new one is. */
export async function deleteBefore(db: Db, time: Date): Promise<bigint> {
  const result = await db.deleteFrom('rate_bucket').where('updated_at', '<', time).executeTakeFirst()
  return result.numDeletedRows
}
