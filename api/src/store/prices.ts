import type { Insertable, Selectable, Updateable } from 'kysely'
import type { Owner } from '../domain/caller.ts'
import type { Database, Db } from './database.ts'
import { type Listed, type Page, readPage } from './page.ts'

export type PriceRow = Selectable<Database['price']>

export async function insert(tx: Db, row: Insertable<Database['price']>): Promise<PriceRow> {
  return tx.insertInto('price').values(row).returningAll().executeTakeFirstOrThrow()
}

export async function find(db: Db, owner: Owner, id: string): Promise<PriceRow | undefined> {
  return db
    .selectFrom('price')
    .selectAll()
    .where('id', '=', id)
    .where('merchant_id', '=', owner.merchantId)
    .where('mode', '=', owner.mode)
    .executeTakeFirst()
}

export async function list(
  db: Db,
  page: Page,
  filter: { product?: string | undefined; active?: boolean | undefined },
): Promise<Listed<PriceRow>> {
  let query = db.selectFrom('price').selectAll()
  if (filter.product) query = query.where('product_id', '=', filter.product)
  if (filter.active !== undefined) query = query.where('active', '=', filter.active)
  return readPage(query, page)
}

export async function update(tx: Db, id: string, change: Updateable<Database['price']>): Promise<PriceRow> {
  return tx.updateTable('price').set(change).where('id', '=', id).returningAll().executeTakeFirstOrThrow()
}
