import { sql } from 'kysely'
import type { Owner } from '../domain/caller.ts'
import type { Db } from './database.ts'

type Hex = `0x${string}`

export interface Checkpoint {
  latest_block: bigint
  latest_time: Date
  /** Final, and proven by the indexer: the tables hold what the chain does up to here. */
  finalized_block: bigint
  /** False while rows are taken back by a restart, or known to be wrong. */
  whole: boolean
  /** The highest block that the views ever showed. Below it the rows are not whole. */
  seen_block: bigint
}

/** What an account holds of a token inside the escrow. */
export interface BalanceRow {
  chain_id: bigint
  account: Hex
  token: Hex
  available: bigint
  prepaid: bigint
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
           least(substr(finalized_checkpoint, 27, 16)::bigint, coalesce(final.block, 0)) AS finalized_block,
           coalesce(seen.whole, true) AND build.failed IS NULL AS whole,
           coalesce(seen.block, 0) AS seen_block
    FROM ${sql.id(schema, '_ponder_checkpoint')} checkpoint
    LEFT JOIN ${sql.id(schema, '_florin_seen')} seen ON seen.chain_id = checkpoint.chain_id
    LEFT JOIN ${sql.id(schema, '_florin_flip')} flip ON flip.superseded_at IS NULL
    LEFT JOIN ${sql.id(schema, '_florin_build')} build ON build.build = flip.build
    LEFT JOIN ${sql.id(schema, '_florin_final')} final
      ON final.build = flip.build AND final.chain_id = checkpoint.chain_id
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
       AND to_regclass(${`${schema}.signed_nonce`}) IS NOT NULL
       AND to_regclass(${`${schema}._ponder_checkpoint`}) IS NOT NULL
       AND to_regclass(${`${schema}._florin_final`}) IS NOT NULL AS found`.execute(db)
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

/** Balances of a merchant's own addresses, on the given chains. */
export async function listBalances(
  db: Db,
  schema: string,
  owner: Owner,
  chainIds: readonly bigint[],
): Promise<BalanceRow[]> {
  const { rows } = await sql<BalanceRow>`
    SELECT own.chain_id, balance.account, balance.token, balance.available, balance.prepaid
    FROM florin.merchant_address own
    JOIN ${sql.id(schema, 'account_balance')} balance
      ON balance.chain_id = own.chain_id AND balance.account = own.address
    WHERE own.merchant_id = ${owner.merchantId} AND own.mode = ${owner.mode}
      AND own.chain_id = ANY(${chainIds}::bigint[])
    ORDER BY own.chain_id, balance.account, balance.token`.execute(db)
  return rows
}

/** Where a nonce was spent by a signature. */
export interface SpentNonce {
  account: Hex
  nonce: bigint
  contract: Hex
  tx_hash: Hex
  log_index: number
}

/** Which of these nonces were spent in these contracts, and where. */
export async function listSpentNonces(
  db: Db,
  schema: string,
  place: { chainId: bigint; contracts: readonly Hex[] },
  nonces: readonly { signer: Hex; nonce: bigint }[],
): Promise<SpentNonce[]> {
  if (nonces.length === 0) return []
  // As two arrays, since an expression for each pair may be more than the database can take.
  const signers = nonces.map(({ signer }) => signer)
  const values = nonces.map(({ nonce }) => nonce)
  const { rows } = await sql<SpentNonce>`
    SELECT account, nonce, contract, tx_hash, log_index
    FROM (SELECT DISTINCT * FROM unnest(${signers}::text[], ${values}::numeric[]) AS pair (account, nonce)) asked
    JOIN ${sql.id(schema, 'signed_nonce')} USING (account, nonce)
    WHERE chain_id = ${place.chainId} AND contract = ANY(${place.contracts}) AND status = 'used'`.execute(db)
  return rows
}
