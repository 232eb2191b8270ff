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
  id: string,
  change: Updateable<Database['payment_link']>,
): Promise<PaymentLinkRow> {
  return tx
    .updateTable('payment_link')
    .set(change)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()
}
