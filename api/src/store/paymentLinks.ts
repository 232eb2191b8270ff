import type { Insertable, Selectable, Updateable } from 'kysely'
import type { Mode } from '../domain/caller.ts'
import type { Database, Db } from './database.ts'
import { type Listed, type Page, readPage } from './page.ts'

export type PaymentLinkRow = Selectable<Database['payment_link']>

/** What a link sells: a price, its product, and how many of it. */
export interface PaymentLinkLine {
  payment_link_id: string
  price_id: string
  quantity: number
}

export async function insert(tx: Db, row: Insertable<Database['payment_link']>): Promise<PaymentLinkRow> {
  return tx.insertInto('payment_link').values(row).returningAll().executeTakeFirstOrThrow()
}

export async function insertLines(tx: Db, lines: readonly PaymentLinkLine[]): Promise<void> {
  await tx
    .insertInto('payment_link_line')
    .values(lines.map((line, position) => ({ ...line, position })))
    .execute()
}

export async function find(
  db: Db,
  owner: { merchantId: string; mode: Mode },
  id: string,
): Promise<PaymentLinkRow | undefined> {
  return db
    .selectFrom('payment_link')
    .selectAll()
    .where('id', '=', id)
    .where('merchant_id', '=', owner.merchantId)
    .where('mode', '=', owner.mode)
    .executeTakeFirst()
}

/** Holds a link of the owner until the transaction ends: it is not switched off, nor are its invoices counted, meanwhile. */
export async function lock(tx: Db, owner: { merchantId: string; mode: Mode }, id: string): Promise<void> {
  await tx
    .selectFrom('payment_link')
    .select('id')
    .where('id', '=', id)
    .where('merchant_id', '=', owner.merchantId)
    .where('mode', '=', owner.mode)
    .forUpdate()
    .execute()
}

export async function findByToken(db: Db, token: string): Promise<PaymentLinkRow | undefined> {
  return db.selectFrom('payment_link').selectAll().where('link_token', '=', token).executeTakeFirst()
}

export async function list(
  db: Db,
  page: Page,
  filter: { active?: boolean | undefined },
): Promise<Listed<PaymentLinkRow>> {
  let query = db.selectFrom('payment_link').selectAll()
  if (filter.active !== undefined) query = query.where('active', '=', filter.active)
  return readPage(query, page)
}

/** The lines of several links, in their order. */
export async function listLines(db: Db, linkIds: readonly string[]): Promise<PaymentLinkLine[]> {
  if (linkIds.length === 0) return []
  return db
    .selectFrom('payment_link_line')
    .select(['payment_link_id', 'price_id', 'quantity'])
    .where('payment_link_id', 'in', [...linkIds])
    .orderBy('payment_link_id')
    .orderBy('position')
    .execute()
}

export async function update(
  tx: Db,
  owner: { merchantId: string; mode: Mode },
  id: string,
  change: Updateable<Database['payment_link']>,
): Promise<PaymentLinkRow> {
  return tx
    .updateTable('payment_link')
    .set(change)
    .where('id', '=', id)
    .where('merchant_id', '=', owner.merchantId)
    .where('mode', '=', owner.mode)
    .returningAll()
    .executeTakeFirstOrThrow()
}

/** Whether so many invoices of a link, of those from an id on, wait for a payer at this moment. */
export async function hasUnpaid(
  db: Db,
  link: Pick<PaymentLinkRow, 'id' | 'merchant_id' | 'mode'>,
  { count, fromId, now }: { count: number; fromId: string; now: Date },
): Promise<boolean> {
  const last = await db
    .selectFrom('invoice')
    .select('id')
    .where('merchant_id', '=', link.merchant_id)
    .where('mode', '=', link.mode)
    .where('payment_link_id', '=', link.id)
    .where('id', '>=', fromId)
    .where('status', '=', 'open')
    .where('payment_status', '=', 'none')
    .where('expires_at', '>', now)
    .orderBy('id', 'desc')
    .offset(count - 1)
    .limit(1)
    .executeTakeFirst()
  return last !== undefined
}
