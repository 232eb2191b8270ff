import { type Selectable, sql } from 'kysely'
import type { Database, Db } from './database.ts'

type RelayRow = Selectable<Database['relay']>

/** A relay's sums before a settlement, and whose budgets they count in. */
export type GasSums = Pick<
  RelayRow,
  'id' | 'chain_id' | 'merchant_id' | 'gas_reserved' | 'gas_spent' | 'sponsor_hour' | 'sponsor_payer'
>

export type GasSettled = Pick<RelayRow, 'id' | 'gas_reserved' | 'gas_spent'>

/** Holds relays until the transaction ends, so that their sums are made one after the other. */
export async function lockAll(tx: Db, relayIds: readonly string[]): Promise<GasSums[]> {
  return tx
    .selectFrom('relay')
    .select(['id', 'chain_id', 'merchant_id', 'gas_reserved', 'gas_spent', 'sponsor_hour', 'sponsor_payer'])
    .where('id', '=', sql<string>`ANY (${relayIds})`)
    .orderBy('id')
    .forNoKeyUpdate()
    .execute()
}

/**
 * Makes relays' sums anew from their nonces: what the final ones cost is spent, reverted and closing transactions too; each
 * that may still be mined, or be mined elsewhere, keeps its reservation, and so does the first attempt that an accepted relay
 * waits for. One that the chain refused holds nothing until it is tried again. A nonce that something else took cost us nothing.
 */
export async function sumAll(tx: Db, relayIds: readonly string[]): Promise<GasSettled[]> {
  const { rows } = await sql<GasSettled>`
    UPDATE florin.relay AS relay
    SET gas_spent = cost.spent, gas_used = cost.used,
      gas_reserved = relay.gas_ceiling * (
        cost.open + CASE WHEN relay.status = 'accepted' AND relay.error_code IS NULL THEN 1 ELSE 0 END)
    FROM (
      SELECT wanted.id,
        coalesce(sum(gas_used * effective_gas_price + coalesce(l1_fee, 0)) FILTER (WHERE status = 'final'), 0) AS spent,
        coalesce(sum(gas_used) FILTER (WHERE status = 'final'), 0) AS used,
        count(*) FILTER (WHERE status IN ('taken', 'broadcast', 'mined')) AS open
      FROM unnest(${relayIds}::text[]) AS wanted (id)
      LEFT JOIN florin.signer_nonce AS nonce ON nonce.relay_id = wanted.id
      GROUP BY wanted.id) cost
    WHERE relay.id = cost.id
    RETURNING relay.id, relay.gas_reserved, relay.gas_spent`.execute(tx)
  return rows
}

/** Adds another attempt to what a relay reserves. */
export async function addAttempt(tx: Db, relayId: string): Promise<void> {
  await tx
    .updateTable('relay')
    .set({ gas_reserved: sql<bigint>`gas_reserved + gas_ceiling` })
    .where('id', '=', relayId)
    .execute()
}
