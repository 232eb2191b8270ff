import { escapeIdentifier } from 'pg'

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
