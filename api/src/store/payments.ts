import type { Insertable, Selectable, Updateable } from 'kysely'
import type { Mode, Owner } from '../domain/caller.ts'
import type { Database, Db } from './database.ts'
import { type Listed, type Page, readPage } from './page.ts'

export type PaymentRow = Selectable<Database['payment']>

export async function insert(tx: Db, row: Insertable<Database['payment']>): Promise<PaymentRow> {
  return tx.insertInto('payment').values(row).returningAll().executeTakeFirstOrThrow()
}

export async function find(
  db: Db,
  owner: { merchantId: string; mode: Mode },
  id: string,
): Promise<PaymentRow | undefined> {
  return db
    .selectFrom('payment')
    .selectAll()
    .where('id', '=', id)
    .where('merchant_id', '=', owner.merchantId)
    .where('mode', '=', owner.mode)
    .executeTakeFirst()
}

/** Holds the payment until the transaction ends. */
/** A payment of a merchant's by its id on chain. */
export async function findByOnchainId(
  db: Db,
  owner: Owner,
  chainId: bigint,
  onchainId: `0x${string}`,
): Promise<PaymentRow | undefined> {
  return db
    .selectFrom('payment')
    .selectAll()
    .where('chain_id', '=', chainId)
    .where('onchain_id', '=', onchainId)
    .where('merchant_id', '=', owner.merchantId)
    .where('mode', '=', owner.mode)
    .executeTakeFirst()
}

export async function lockByOnchainId(
  tx: Db,
  chainId: bigint,
  onchainId: `0x${string}`,
): Promise<PaymentRow | undefined> {
  return tx
    .selectFrom('payment')
    .selectAll()
    .where('chain_id', '=', chainId)
    .where('onchain_id', '=', onchainId)
    .forNoKeyUpdate()
    .executeTakeFirst()
}

export async function listByInvoice(db: Db, invoiceId: string): Promise<PaymentRow[]> {
  return db.selectFrom('payment').selectAll().where('invoice_id', '=', invoiceId).orderBy('id').execute()
}

/** The invoices toward which payments with these ids count. */
export async function listInvoiceIds(
  db: Db,
  chainId: bigint,
  onchainIds: readonly `0x${string}`[],
): Promise<string[]> {
  if (onchainIds.length === 0) return []
  const rows = await db
    .selectFrom('payment')
    .select('invoice_id')
    .distinct()
    .$narrowType<{ invoice_id: string }>()
    .where('chain_id', '=', chainId)
    .where('onchain_id', 'in', [...onchainIds])
    .where('invoice_id', 'is not', null)
    .execute()
  return rows.map((row) => row.invoice_id)
}

export async function list(
  db: Db,
  page: Page,
  filter: {
    status?: PaymentRow['status'] | undefined
    matched?: 'true' | 'false' | undefined
    invoice?: string | undefined
    customer?: string | undefined
  },
): Promise<Listed<PaymentRow>> {
  let query = db.selectFrom('payment').selectAll()
  if (filter.status) query = query.where('status', '=', filter.status)
  if (filter.matched === 'true')
    query = query.where((eb) => eb.or([eb('payment_request_id', 'is not', null), eb('x402', 'is not', null)]))
  if (filter.matched === 'false')
    query = query.where('payment_request_id', 'is', null).where('x402', 'is', null)
  if (filter.invoice) query = query.where('invoice_id', '=', filter.invoice)
  if (filter.customer) query = query.where('customer_id', '=', filter.customer)
  return readPage(query, page)
}

/** Counts a payment toward an invoice: all that a request may change of a payment. */
export async function assign(tx: Db, id: string, invoiceId: string, now: Date): Promise<PaymentRow> {
  return tx
    .updateTable('payment')
    .set({ invoice_id: invoiceId, assigned_at: now })
    .where('id', '=', id)
    .where('invoice_id', 'is', null)
    .returningAll()
    .executeTakeFirstOrThrow()
}

export async function update(
  tx: Db,
  id: string,
  change: Updateable<Database['payment']>,
): Promise<PaymentRow> {
  return tx.updateTable('payment').set(change).where('id', '=', id).returningAll().executeTakeFirstOrThrow()
}
