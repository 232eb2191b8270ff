import { type RawBuilder, sql } from 'kysely'
import type { FactKind, FactPayload, Leg } from '../domain/fact.ts'
import type { Db } from './database.ts'

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

/** Where a fact stands that we knew at another place, or that the views show no more. */
export interface FactPlace {
  identity: Hex
  inclusion: number
  payment_onchain_id: Hex | null
  block_number: bigint
  block_hash: Hex
}

export interface Checkpoint {
  latest_block: bigint
  finalized_block: bigint
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
           substr(finalized_checkpoint, 27, 16)::bigint AS finalized_block
    FROM ${sql.id(schema, '_ponder_checkpoint')}
    WHERE chain_id = ${chainId}
      AND (SELECT (value->>'is_ready')::int FROM ${meta} WHERE key = 'app') = 1`.execute(db)
  return rows[0]
}

/** Whether the indexer has made its views: false before its first start is through, and while an older build shows fewer. */
export async function viewsExist(db: Db, schema: string): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`
    SELECT to_regclass(${`${schema}.payment_event`}) IS NOT NULL
       AND to_regclass(${`${schema}.balance_event`}) IS NOT NULL
       AND to_regclass(${`${schema}.usage_charge`}) IS NOT NULL
       AND to_regclass(${`${schema}._ponder_checkpoint`}) IS NOT NULL AS found`.execute(db)
  return rows[0]?.found === true
}

/**
 * Takes all tables of the views until the transaction ends, in the order in which the indexer takes them while it handles a
 * reorganisation; the checkpoint comes after them there, and so must be read after this. In another order each would hold
 * what the other waits for, and the indexer would try again later and later, for more than a minute.
 */
export async function holdTables(tx: Db, schema: string): Promise<void> {
  const { rows } = await sql<{ name: string }>`
    SELECT jsonb_array_elements_text(value->'table_names') AS name
    FROM ${sql.id(schema, '_ponder_meta')} WHERE key = 'app'`.execute(tx)
  if (rows.length === 0) return
  const tables = sql.join(rows.map(({ name }) => sql.id(schema, name)))
  await sql`LOCK TABLE ${tables} IN ACCESS SHARE MODE`.execute(tx)
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
): Promise<(IndexedFact & { inclusion: number; old_block_hash: Hex })[]> {
  const { rows } = await sql<IndexedFact & { inclusion: number; old_block_hash: Hex }>`
    WITH fact AS (${factRows(schema, chainId, block)})
    SELECT fact.*, known.inclusion, known.block_hash AS old_block_hash
    FROM fact
    JOIN florin.chain_fact known
      ON known.chain_id = ${chainId} AND known.identity = fact.identity
     AND known.status IN ('pending', 'confirmed') AND known.block_hash <> fact.block_hash
    ORDER BY fact.block_number, fact.log_index`.execute(db)
  return rows
}

/** Unfinished facts of ours that the views do not show. A missing row is never proof (services/posting/findReverted.ts). */
export async function listMissing(db: Db, schema: string, chainId: bigint): Promise<FactPlace[]> {
  const { rows } = await sql<FactPlace>`
    SELECT known.identity, known.inclusion, known.payment_onchain_id, known.block_number, known.block_hash
    FROM florin.chain_fact known
    WHERE known.chain_id = ${chainId} AND known.status IN ('pending', 'confirmed')
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

/** Every kind of fact in one shape. */
function factRows(schema: string, chainId: bigint, block: bigint): RawBuilder<unknown> {
  return sql`
    SELECT event.identity, event.kind, event.contract, event.payment_id, event.merchant AS account,
      json_build_object(
        'token', event.token, 'payer', event.payer, 'amount', event.amount::text, 'fee', event.fee::text,
        'recipient', event.recipient, 'capturable_after', event.capturable_after::text,
        'refundable_after', event.refundable_after::text,
        'terms', CASE WHEN event.kind IN ('authorized', 'charged') THEN ${termsObject()} END) AS payload,
      event.block_number, event.block_hash, to_timestamp(event.timestamp) AS block_time,
      event.tx_hash, event.log_index
    FROM ${sql.id(schema, 'payment_event')} event
    LEFT JOIN ${sql.id(schema, 'payment')} payment
      ON payment.chain_id = event.chain_id AND payment.id = event.payment_id
    WHERE event.chain_id = ${chainId} AND event.block_number > ${block}
    UNION ALL
    SELECT identity, 'withdrawn', contract, NULL, account,
      json_build_object(
        'token', token, 'payer', NULL, 'amount', amount::text, 'fee', NULL, 'recipient', recipient,
        'capturable_after', NULL, 'refundable_after', NULL, 'terms', NULL),
      block_number, block_hash, to_timestamp(timestamp), tx_hash, log_index
    FROM ${sql.id(schema, 'withdrawal')}
    WHERE chain_id = ${chainId} AND block_number > ${block}
    UNION ALL
    SELECT identity, kind, contract, NULL, account,
      json_build_object(
        'token', token, 'payer', NULL, 'amount', amount::text, 'fee', NULL, 'recipient', recipient,
        'to_prepaid', to_prepaid, 'ref', ref,
        'capturable_after', NULL, 'refundable_after', NULL, 'terms', NULL),
      block_number, block_hash, to_timestamp(timestamp), tx_hash, log_index
    FROM ${sql.id(schema, 'balance_event')}
    WHERE chain_id = ${chainId} AND block_number > ${block}
    UNION ALL ${chargeRows(schema, 'subscription_charge', 'subscription_charged', chainId, block)}
    UNION ALL ${chargeRows(schema, 'usage_charge', 'usage_charged', chainId, block)}`
}

/** What subscribers were charged. A period that costs nothing moves nothing, and so is no fact of the books. */
function chargeRows(
  schema: string,
  table: 'subscription_charge' | 'usage_charge',
  kind: FactKind,
  chainId: bigint,
  block: bigint,
): RawBuilder<unknown> {
  return sql`
    SELECT identity, ${kind}::text, contract, NULL, merchant,
      json_build_object(
        'token', token, 'payer', subscriber, 'amount', amount::text, 'fee', fee::text, 'recipient', NULL,
        'subscription_id', subscription_id, 'period', period::text,
        'capturable_after', NULL, 'refundable_after', NULL, 'terms', NULL),
      block_number, block_hash, to_timestamp(timestamp), tx_hash, log_index
    FROM ${sql.id(schema, table)}
    WHERE chain_id = ${chainId} AND block_number > ${block} AND amount > 0`
}

function termsObject(): RawBuilder<unknown> {
  return sql`json_build_object(
    'payer', payment.payer, 'merchant', payment.merchant, 'operator', payment.operator, 'token', payment.token,
    'amount', payment.amount::text, 'mode', payment.mode, 'authorize_by', payment.authorize_by::text,
    'capture_by', payment.capture_by::text, 'refund_by', payment.refund_by::text,
    'min_fee_bps', payment.min_fee_bps, 'max_fee_bps', payment.max_fee_bps,
    'fee_recipient', payment.fee_recipient, 'invoice_ref', payment.invoice_ref, 'salt', payment.salt::text)`
}
