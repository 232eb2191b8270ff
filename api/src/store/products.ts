import type { Insertable, Selectable, Updateable } from 'kysely'
import type { Owner } from '../domain/caller.ts'
import type { Database, Db } from './database.ts'
import { type Listed, type Page, readPage } from './page.ts'

export type ProductRow = Selectable<Database['product']>

export async function insert(tx: Db, row: Insertable<Database['product']>): Promise<ProductRow> {
  return tx.insertInto('product').values(row).returningAll().executeTakeFirstOrThrow()
}

export async function find(db: Db, owner: Owner, id: string): Promise<ProductRow | undefined> {
  return db
    .selectFrom('product')
    .selectAll()
    .where('id', '=', id)
    .where('merchant_id', '=', owner.merchantId)
    .where('mode', '=', owner.mode)
    .executeTakeFirst()
}

export async function list(
  db: Db,
  page: Page,
  filter: { active?: boolean | undefined },
): Promise<Listed<ProductRow>> {
  let query = db.selectFrom('product').selectAll()
  if (filter.active !== undefined) query = query.where('active', '=', filter.active)
  return readPage(query, page)
}

export async function update(
  tx: Db,
  id: string,
  change: Updateable<Database['product']>,
): Promise<ProductRow> {
  return tx.updateTable('product').set(change).where('id', '=', id).returningAll().executeTakeFirstOrThrow()
}
