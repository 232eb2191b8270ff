import type { Insertable, Selectable } from 'kysely'
import type { Mode } from '../domain/caller.ts'
import type { Database, Db } from './database.ts'
import { type Listed, type Page, readPage } from './page.ts'

export type EventRow = Selectable<Database['event']>

export async function insert(tx: Db, row: Insertable<Database['event']>): Promise<EventRow> {
  return tx.insertInto('event').values(row).returningAll().executeTakeFirstOrThrow()
}

export async function find(
  db: Db,
  owner: { merchantId: string; mode: Mode },
  id: string,
): Promise<EventRow | undefined> {
  return db
    .selectFrom('event')
    .selectAll()
    .where('id', '=', id)
    .where('merchant_id', '=', owner.merchantId)
    .where('mode', '=', owner.mode)
    .executeTakeFirst()
}

/** An event by its id alone: for its deliveries, which belong to no request. */
export async function get(db: Db, id: string): Promise<EventRow> {
  return db.selectFrom('event').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
}

export async function list(
  db: Db,
  page: Page,
  filter: { type?: string | undefined },
): Promise<Listed<EventRow>> {
  let query = db.selectFrom('event').selectAll()
  if (filter.type) query = query.where('type', '=', filter.type)
  return readPage(query, page)
}
