import type { Insertable, Selectable } from 'kysely'
import type { Database, Db } from './database.ts'

export type PaymentRequestRow = Selectable<Database['payment_request']>

export async function insert(
  tx: Db,
  row: Insertable<Database['payment_request']>,
): Promise<PaymentRequestRow> {
  return tx.insertInto('payment_request').values(row).returningAll().executeTakeFirstOrThrow()
}

export async function find(db: Db, id: string): Promise<PaymentRequestRow | undefined> {
  return db.selectFrom('payment_request').selectAll().where('id', '=', id).executeTakeFirst()
}

/** Looks up what we issued: only such a payment can count toward an invoice. */
export async function findByOnchainId(
  db: Db,
  chainId: bigint,
  escrow: `0x${string}`,
  onchainId: `0x${string}`,
): Promise<PaymentRequestRow | undefined> {
  return db
    .selectFrom('payment_request')
    .selectAll()
    .where('chain_id', '=', chainId)
    .where('onchain_id', '=', onchainId)
    .where('escrow', '=', escrow)
    .executeTakeFirst()
}

/** The invoices that payments with these ids were asked for. */
export async function listInvoiceIds(
  db: Db,
  chainId: bigint,
  onchainIds: readonly `0x${string}`[],
): Promise<string[]> {
  if (onchainIds.length === 0) return []
  const rows = await db
    .selectFrom('payment_request')
    .select('invoice_id')
    .distinct()
    .where('chain_id', '=', chainId)
    .where('onchain_id', 'in', [...onchainIds])
    .execute()
  return rows.map((row) => row.invoice_id)
}
