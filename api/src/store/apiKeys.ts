import type { Insertable, Selectable, Updateable } from 'kysely'
import type { Owner } from '../domain/caller.ts'
import type { Database, Db } from './database.ts'
import { type Listed, type Page, readPage } from './page.ts'

export type ApiKeyRow = Selectable<Database['api_key']>

export async function findByHash(db: Db, sha256: Buffer): Promise<ApiKeyRow | undefined> {
  return db.selectFrom('api_key').selectAll().where('sha256', '=', sha256).executeTakeFirst()
}

export async function insert(tx: Db, row: Insertable<Database['api_key']>): Promise<ApiKeyRow> {
  return tx.insertInto('api_key').values(row).returningAll().executeTakeFirstOrThrow()
}

export async function find(db: Db, owner: Owner, id: string): Promise<ApiKeyRow | undefined> {
  return db
    .selectFrom('api_key')
    .selectAll()
    .where('id', '=', id)
    .where('merchant_id', '=', owner.merchantId)
    .where('mode', '=', owner.mode)
    .executeTakeFirst()
}

/** Holds the key until the transaction ends. */
export async function lock(tx: Db, owner: Owner, id: string): Promise<ApiKeyRow | undefined> {
  return tx
    .selectFrom('api_key')
    .selectAll()
    .where('id', '=', id)
    .where('merchant_id', '=', owner.merchantId)
    .where('mode', '=', owner.mode)
    .forNoKeyUpdate()
    .executeTakeFirst()
}

export async function list(db: Db, page: Page): Promise<Listed<ApiKeyRow>> {
  return readPage(db.selectFrom('api_key').selectAll(), page)
}

/** Notes that a key was used; an earlier moment than the one that is known changes nothing. */
export async function noteUse(db: Db, id: string, now: Date): Promise<void> {
  await db
    .updateTable('api_key')
    .set({ last_used_at: now })
    .where('id', '=', id)
    .where((eb) => eb.or([eb('last_used_at', 'is', null), eb('last_used_at', '<', now)]))
    .execute()
}

export async function update(
  tx: Db,
  owner: Owner,
  id: string,
  change: Updateable<Database['api_key']>,
): Promise<ApiKeyRow> {
  return tx
    .updateTable('api_key')
    .set(change)
    .where('id', '=', id)
    .where('merchant_id', '=', owner.merchantId)
    .where('mode', '=', owner.mode)
    .returningAll()
    .executeTakeFirstOrThrow()
}
