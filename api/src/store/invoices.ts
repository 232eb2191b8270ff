import type { Insertable, Selectable, Updateable } from 'kysely'
import type { Mode } from '../domain/caller.ts'
import type { InvoiceLine } from '../domain/invoiceLines.ts'
import type { Database, Db } from './database.ts'
import { type LineJson, linesOfInvoice, readLines } from './invoiceLines.ts'
import { type Listed, type Page, readPage } from './page.ts'

type Invoice = Selectable<Database['invoice']>

/** An invoice with what it asks money for. */
export type InvoiceRow = Invoice & { lines: InvoiceLine[] }

function withLines(row: Invoice & { lines: LineJson[] }): InvoiceRow {
  return { ...row, lines: readLines(row.lines) }
}

export async function insert(tx: Db, row: Insertable<Database['invoice']>): Promise<Invoice> {
  return tx.insertInto('invoice').values(row).returningAll().executeTakeFirstOrThrow()
}

export async function find(
  db: Db,
  owner: { merchantId: string; mode: Mode },
  id: string,
): Promise<InvoiceRow | undefined> {
  const row = await db
    .selectFrom('invoice')
    .selectAll()
    .select(linesOfInvoice)
    .where('id', '=', id)
    .where('merchant_id', '=', owner.merchantId)
    .where('mode', '=', owner.mode)
    .executeTakeFirst()
  return row && withLines(row)
}

/** Holds the invoice until the transaction ends: whoever changes it, or what depends on its state, comes here first. */
export async function lock(tx: Db, id: string): Promise<InvoiceRow> {
  const row = await tx
    .selectFrom('invoice')
    .selectAll()
    .select(linesOfInvoice)
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow()
  return withLines(row)
}

/**
 * Holds an invoice of the owner; undefined where there is none, which a draft may have become meanwhile. It is read once it is
 * held, because whoever held it before may have changed its lines.
 */
export async function lockOwned(
  tx: Db,
  owner: { merchantId: string; mode: Mode },
  id: string,
): Promise<InvoiceRow | undefined> {
  const held = await tx
    .selectFrom('invoice')
    .select('id')
    .where('id', '=', id)
    .where('merchant_id', '=', owner.merchantId)
    .where('mode', '=', owner.mode)
    .forNoKeyUpdate()
    .executeTakeFirst()
  return held && lock(tx, held.id)
}

/** Holds several invoices, taken in one order by everybody, so that two transactions never wait for each other. */
export async function lockAll(tx: Db, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return
  await tx
    .selectFrom('invoice')
    .select('id')
    .where('id', 'in', [...ids])
    .orderBy('id')
    .forNoKeyUpdate()
    .execute()
}

export async function findByCheckoutToken(db: Db, token: string): Promise<Invoice | undefined> {
  return db.selectFrom('invoice').selectAll().where('checkout_token', '=', token).executeTakeFirst()
}

export async function list(
  db: Db,
  page: Page,
  filter: {
    status?: Invoice['status'] | undefined
    customer?: string | undefined
    payment_link?: string | undefined
  },
): Promise<Listed<InvoiceRow>> {
  let query = db.selectFrom('invoice').selectAll().select(linesOfInvoice)
  if (filter.status) query = query.where('status', '=', filter.status)
  if (filter.customer) query = query.where('customer_id', '=', filter.customer)
  if (filter.payment_link) query = query.where('payment_link_id', '=', filter.payment_link)
  const { rows, hasMore } = await readPage(query, page)
  return { rows: rows.map(withLines), hasMore }
}

export async function update(
  tx: Db,
  id: string,
  change: Updateable<Database['invoice']>,
): Promise<InvoiceRow> {
  const row = await tx
    .updateTable('invoice')
    .set(change)
    .where('id', '=', id)
    .returningAll()
    .returning(linesOfInvoice)
    .executeTakeFirstOrThrow()
  return withLines(row)
}

/** Only drafts can be deleted; the database refuses all others. */
export async function deleteDraft(tx: Db, id: string): Promise<void> {
  await tx.deleteFrom('invoice').where('id', '=', id).execute()
}
