import { type Insertable, type Selectable, sql } from 'kysely'
import type { Database, Db } from './database.ts'
import type { NonceKey } from './gasSigners.ts'

export type TransactionRow = Selectable<Database['signer_transaction']>

type Hex = `0x${string}`

/** Keeps signed bytes. The same bytes signed twice are kept once. */
export async function insertAll(
  tx: Db,
  rows: readonly Insertable<Database['signer_transaction']>[],
): Promise<void> {
  await tx
    .insertInto('signer_transaction')
    .values(rows)
    .onConflict((conflict) => conflict.columns(['chain_id', 'hash']).doNothing())
    .execute()
}

/** Everything that was ever signed for these nonces, the newest first. Any of a nonce's may be the one that is mined. */
export async function listOf(db: Db, nonces: readonly NonceKey[]): Promise<TransactionRow[]> {
  if (nonces.length === 0) return []
  const { rows } = await sql<TransactionRow>`
    SELECT transaction.*
    FROM unnest(
      ${nonces.map((row) => row.chain_id)}::bigint[],
      ${nonces.map((row) => row.address)}::text[],
      ${nonces.map((row) => row.nonce)}::bigint[]) AS wanted (chain_id, address, nonce)
    JOIN florin.signer_transaction AS transaction USING (chain_id, address, nonce)
    ORDER BY transaction.max_fee_per_gas DESC, transaction.created_at DESC`.execute(db)
  return rows
}

/** Whether a relay's intent was ever signed into bytes. */
export async function wasCallSigned(db: Db, relayId: string): Promise<boolean> {
  const row = await db
    .selectFrom('signer_transaction as transaction')
    .innerJoin('signer_nonce as nonce', (join) =>
      join
        .onRef('nonce.chain_id', '=', 'transaction.chain_id')
        .onRef('nonce.address', '=', 'transaction.address')
        .onRef('nonce.nonce', '=', 'transaction.nonce'),
    )
    .select('transaction.hash')
    .where('nonce.relay_id', '=', relayId)
    .where('transaction.closing', '=', false)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

export async function markSent(db: Db, chainId: bigint, hashes: readonly Hex[], now: Date): Promise<void> {
  await db
    .updateTable('signer_transaction')
    .set({ last_sent_at: now })
    .where('chain_id', '=', chainId)
    .where('hash', 'in', [...hashes])
    .execute()
}
