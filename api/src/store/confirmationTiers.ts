import { type Insertable, type Selectable, sql } from 'kysely'
import type { Database, Db } from './database.ts'

export type ConfirmationTierRow = Selectable<Database['confirmation_tier']>

/** A merchant's tiers on some chains. */
export async function list(
  db: Db,
  merchantId: string,
  chainIds: readonly bigint[],
): Promise<ConfirmationTierRow[]> {
  if (chainIds.length === 0) return []
  return db
    .selectFrom('confirmation_tier')
    .selectAll()
    .where('merchant_id', '=', merchantId)
    .where('chain_id', 'in', [...chainIds])
    .orderBy('chain_id')
    .orderBy('token', (order) => order.asc().nullsFirst())
    .orderBy('min_amount')
    .execute()
}

export async function removeAll(tx: Db, merchantId: string, chainIds: readonly bigint[]): Promise<void> {
  if (chainIds.length === 0) return
  await tx
    .deleteFrom('confirmation_tier')
    .where('merchant_id', '=', merchantId)
    .where('chain_id', 'in', [...chainIds])
    .execute()
}

export async function insert(tx: Db, rows: Insertable<Database['confirmation_tier']>[]): Promise<void> {
  if (rows.length > 0) await tx.insertInto('confirmation_tier').values(rows).execute()
}

export interface SeenFact {
  chainId: bigint
  contract: `0x${string}`
  paymentId: `0x${string}` | null
  account: `0x${string}`
  token: `0x${string}`
  amount: bigint
}

/**
 * How many confirmations a fact waits for by its merchant's wish: as many as its payment was first seen with; else by the tiers
 * of whoever issued the payment's terms, or else owns the account. A part of an invoice waits as long as all of it would, since
 * many small parts bring as much money as one payment. Undefined where nobody of ours wished anything.
 */
export async function findForFact(db: Db, fact: SeenFact): Promise<number | undefined> {
  const { rows } = await sql<{ confirmations: number | null }>`
    SELECT coalesce(
      (SELECT confirmations_required FROM florin.payment
        WHERE chain_id = ${fact.chainId} AND onchain_id = ${fact.paymentId}),
      (SELECT confirmations FROM florin.confirmation_tier
        WHERE merchant_id = coalesce(
            (SELECT merchant_id FROM florin.payment_request
              WHERE chain_id = ${fact.chainId} AND onchain_id = ${fact.paymentId} AND escrow = ${fact.contract}),
            (SELECT merchant_id FROM florin.merchant_address
              WHERE chain_id = ${fact.chainId} AND address = ${fact.account}))
          AND chain_id = ${fact.chainId}
          AND (token = ${fact.token} OR token IS NULL)
          AND min_amount <= greatest(${fact.amount}::numeric, (SELECT invoice.amount FROM florin.payment_request request
              JOIN florin.invoice ON invoice.id = request.invoice_id
              WHERE request.chain_id = ${fact.chainId} AND request.onchain_id = ${fact.paymentId}
                AND request.escrow = ${fact.contract}))
        ORDER BY token NULLS LAST, min_amount DESC LIMIT 1)) AS confirmations`.execute(db)
  return rows[0]?.confirmations ?? undefined
}
