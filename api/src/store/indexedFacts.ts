import { sql } from 'kysely'
import { type FactKind, type FactPayload, type Leg, OWN_FACTS } from '../domain/fact.ts'
import type { Db } from './database.ts'
import { factRows } from './factRows.ts'

type Hex = `0x${string}`

/** A fact as the indexer's views show it now. */
export interface IndexedFact {
  identity: Hex
  kind: FactKind
  contract: Hex
  payment_id: Hex | null
  account: Hex
  payload: FactPayload
  legs: Leg[]
  block_number: bigint
  block_hash: Hex
  block_time: Date
  tx_hash: Hex
  log_index: number
}

/** A fact that stands in another block than we recorded. */
export interface MovedFact extends IndexedFact {
  inclusion: number
  old_block_hash: Hex
}

/** Where a fact stands that we knew at another place, or that the views show no more. */
export interface FactPlace {
  identity: Hex
  inclusion: number
  payment_onchain_id: Hex | null
  block_number: bigint
  block_hash: Hex
}

/** Facts above `block` that we have not recorded, oldest first. */
export async function listUnrecorded(
  db: Db,
  schema: string,
  chainId: bigint,
  block: bigint,
  limit: number,
): Promise<IndexedFact[]> {
  const { rows } = await sql<IndexedFact>`
    WITH fact AS (${factRows(schema, chainId, block)})
    SELECT fact.*, (
      SELECT json_agg(json_build_object(
               'account', entry.account_kind || ':' || entry.account,
               'token', entry.token,
               'amount', entry.amount::text) ORDER BY entry.position)
      FROM ${sql.id(schema, 'balance_entry')} entry
      WHERE entry.chain_id = ${chainId} AND entry.identity = fact.identity
    ) AS legs
    FROM fact
    WHERE NOT EXISTS (
      SELECT FROM florin.chain_fact known
      WHERE known.chain_id = ${chainId} AND known.identity = fact.identity AND known.status <> 'reverted')
    ORDER BY block_number, log_index
    LIMIT ${limit}`.execute(db)
  return rows
}

/** Facts of ours that the views show in another block than we recorded, with the new place. */
export async function listMoved(
  db: Db,
  schema: string,
  chainId: bigint,
  block: bigint,
): Promise<MovedFact[]> {
  const { rows } = await sql<MovedFact>`
    WITH fact AS (${factRows(schema, chainId, block)})
    SELECT fact.*, known.inclusion, known.block_hash AS old_block_hash
    FROM fact
    JOIN florin.chain_fact known
      ON known.chain_id = ${chainId} AND known.identity = fact.identity
     AND known.status IN ('pending', 'confirmed') AND known.block_hash <> fact.block_hash
    ORDER BY fact.block_number, fact.log_index`.execute(db)
  return rows
}

/** Unfinished facts of ours that the views should show and do not. A missing row is never proof (services/posting/findReverted.ts). */
export async function listMissing(db: Db, schema: string, chainId: bigint): Promise<FactPlace[]> {
  const { rows } = await sql<FactPlace>`
    SELECT known.identity, known.inclusion, known.payment_onchain_id, known.block_number, known.block_hash
    FROM florin.chain_fact known
    WHERE known.chain_id = ${chainId} AND known.status IN ('pending', 'confirmed')
      AND known.kind <> ALL(${OWN_FACTS}::text[])
      AND ${sql.join(
        FACT_TABLES.map(
          (table) => sql`NOT EXISTS (
        SELECT FROM ${sql.id(schema, table)} event
        WHERE event.chain_id = ${chainId} AND event.identity = known.identity)`,
        ),
        sql` AND `,
      )}
    ORDER BY known.block_number, known.log_index`.execute(db)
  return rows
}

/** Where the views keep facts, each under its identity. */
const FACT_TABLES = [
  'payment_event',
  'withdrawal',
  'balance_event',
  'subscription_charge',
  'usage_charge',
] as const
