import type { Insertable, Selectable } from 'kysely'
import type { Mode } from '../domain/caller.ts'
import type { Database, Db } from './database.ts'
import { type Listed, type Page, readPage } from './page.ts'

export type InvoiceRow = Selectable<Database['invoice']>

export async function insert(tx: Db, row: Insertable<Database['invoice']>): Promise<InvoiceRow> {
  return tx.insertInto('invoice').values(row).returningAll().executeTakeFirstOrThrow()
}

export async function find(
  db: Db,
  owner: { merchantId: string; mode: Mode },
  id: string,
): Promise<InvoiceRow | undefined> {
  return db
    .selectFrom('invoice')
    .selectAll()
    .where('id', '=', id)
    .where('merchant_id', '=', owner.merchantId)
    .where('mode', '=', owner.mode)
    .executeTakeFirst()
}

/** Holds the invoice until the transaction ends: whoever changes it, or what depends on its state, comes here first. */
export async function lock(tx: Db, id: string): Promise<InvoiceRow> {
  return tx.selectFrom('invoice').selectAll().where('id', '=', id).forUpdate().executeTakeFirstOrThrow()
}

/** Holds several invoices, taken in one order by everybody, so that two transactions never wait for each other. */
export async function lockAll(tx: Db, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await tx
    .selectFrom('invoice')
    .select('id')
    .where('id', 'in', [...ids])
    .orderBy('id')
    .forUpdate()
    .execute()
}

export async function findByCheckoutToken(db: Db, token: string): Promise<InvoiceRow | undefined> {
  return db.selectFrom('invoice').selectAll().where('checkout_token', '=', token).executeTakeFirst()
}

export async function list(
  db: Db,
  page: Page,
  filter: { status?: InvoiceRow['status'] | undefined },
): Promise<Listed<InvoiceRow>> {
  let query = db.selectFrom('invoice').selectAll()
  if (filter.status) query = query.where('status', '=', filter.status)
  return readPage(query, page)
}

export type InvoiceState = Pick<
  InvoiceRow,
  'status' | 'payment_status' | 'amount_paid' | 'paid_late' | 'paid_at' | 'voided_at'
>

export async function update(tx: Db, id: string, state: Partial<InvoiceState>): Promise<InvoiceRow> {
  return tx.updateTable('invoice').set(state).where('id', '=', id).returningAll().executeTakeFirstOrThrow()
}
