import { escapeIdentifier, type Pool, type PoolClient } from 'pg'

/** A pool, or a client inside a transaction. */
export type Query = { query<row extends object>(sql: string, values?: unknown[]): Promise<{ rows: row[] }> }

/** `"schema"."name"`. */
export function qualified(schema: string, name: string): string {
  return `${escapeIdentifier(schema)}.${escapeIdentifier(name)}`
}

/** Block number within a Ponder checkpoint: 10 digits of time, 16 of chain id, 16 of block number, and more. */
export const CHECKPOINT_BLOCK = 'substr(latest_checkpoint, 27, 16)::bigint'

/** Block time within a Ponder checkpoint, in Unix seconds. */
export const CHECKPOINT_TIME = 'substr(latest_checkpoint, 1, 10)::bigint'

/** SQLSTATE of a `lock_timeout`. */
export const LOCK_NOT_AVAILABLE = '55P03'

/** Runs `work` in one transaction. Where it throws, the connection is closed and Postgres rolls back. */
export async function inTransaction<T>(pool: Pool, work: (db: PoolClient) => Promise<T>): Promise<T> {
  const db = await pool.connect()
  let broken = true
  try {
    await db.query('begin')
    const result = await work(db)
    await db.query('commit')
    broken = false
    return result
  } finally {
    db.release(broken)
  }
}
