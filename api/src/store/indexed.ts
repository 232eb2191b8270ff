import { sql } from 'kysely'
import type { Db } from './database.ts'

export interface Checkpoint {
  latest_block: bigint
  latest_time: Date
  finalized_block: bigint
  /** The highest block that the views ever showed. Below it the rows are not whole. */
  seen_block: bigint
}

/**
 * The chain's newest and final positions according to the indexer; undefined before its first views stand, and while
 * they are being made whole after a restart.
 */
export async function readCheckpoint(
  db: Db,
  schema: string,
  chainId: bigint,
): Promise<Checkpoint | undefined> {
  const meta = sql.id(schema, '_ponder_meta')
  const { rows } = await sql<Checkpoint>`
    SELECT substr(latest_checkpoint, 27, 16)::bigint AS latest_block,
           to_timestamp(substr(latest_checkpoint, 1, 10)::bigint) AS latest_time,
           substr(finalized_checkpoint, 27, 16)::bigint AS finalized_block,
           coalesce(seen.block, 0) AS seen_block
    FROM ${sql.id(schema, '_ponder_checkpoint')} checkpoint
    LEFT JOIN ${sql.id(schema, '_florin_seen')} seen ON seen.chain_id = checkpoint.chain_id
    WHERE checkpoint.chain_id = ${chainId}
      AND (SELECT (value->>'is_ready')::int FROM ${meta} WHERE key = 'app') = 1`.execute(db)
  return rows[0]
}

/** Whether the indexer has made its views: false before its first start is through, and while an older build shows fewer. */
export async function viewsExist(db: Db, schema: string): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`
    SELECT to_regclass(${`${schema}.payment_event`}) IS NOT NULL
       AND to_regclass(${`${schema}.balance_event`}) IS NOT NULL
       AND to_regclass(${`${schema}.usage_charge`}) IS NOT NULL
       AND to_regclass(${`${schema}._ponder_checkpoint`}) IS NOT NULL
       AND to_regclass(${`${schema}._florin_seen`}) IS NOT NULL AS found`.execute(db)
  return rows[0]?.found === true
}
