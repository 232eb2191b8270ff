import { type Insertable, type Selectable, sql, type Updateable } from 'kysely'
import type { Owner } from '../domain/caller.ts'
import type { Database, Db } from './database.ts'
import { type Listed, type Page, readPage } from './page.ts'

export type WebhookEndpointRow = Selectable<Database['webhook_endpoint']>

export async function insert(
  tx: Db,
  row: Insertable<Database['webhook_endpoint']>,
): Promise<WebhookEndpointRow> {
  return tx.insertInto('webhook_endpoint').values(row).returningAll().executeTakeFirstOrThrow()
}

export async function find(db: Db, owner: Owner, id: string): Promise<WebhookEndpointRow | undefined> {
  return db
    .selectFrom('webhook_endpoint')
    .selectAll()
    .where('id', '=', id)
    .where('merchant_id', '=', owner.merchantId)
    .where('mode', '=', owner.mode)
    .where('status', '<>', 'deleted')
    .executeTakeFirst()
}

/** An endpoint by its id alone, deleted or not: for what the worker does on behalf of every merchant. */
export async function get(db: Db, id: string): Promise<WebhookEndpointRow> {
  return db.selectFrom('webhook_endpoint').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
}

/** Holds the endpoint until the transaction ends, deleted or not. New deliveries to it may still be inserted. */
export async function lock(tx: Db, id: string): Promise<WebhookEndpointRow> {
  return tx
    .selectFrom('webhook_endpoint')
    .selectAll()
    .where('id', '=', id)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow()
}

export async function list(db: Db, page: Page): Promise<Listed<WebhookEndpointRow>> {
  return readPage(db.selectFrom('webhook_endpoint').selectAll().where('status', '<>', 'deleted'), page)
}

/** Endpoints of all merchants, by id. */
export async function listAfter(db: Db, id: string, limit: number): Promise<WebhookEndpointRow[]> {
  return db
    .selectFrom('webhook_endpoint')
    .selectAll()
    .where('id', '>', id)
    .where('status', '<>', 'deleted')
    .orderBy('id')
    .limit(limit)
    .execute()
}

/** How many endpoints a merchant has, switched off ones too. They are few by a limit of ours. */
export async function count(db: Db, owner: Owner): Promise<number> {
  const { count } = await db
    .selectFrom('webhook_endpoint')
    .select((eb) => eb.fn.countAll<bigint>().as('count'))
    .where('merchant_id', '=', owner.merchantId)
    .where('mode', '=', owner.mode)
    .where('status', '<>', 'deleted')
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** Ids of the endpoints that are to hear of an event of this type. */
export async function listWanting(db: Db, owner: Owner, type: string): Promise<string[]> {
  const rows = await db
    .selectFrom('webhook_endpoint')
    .select('id')
    .where('merchant_id', '=', owner.merchantId)
    .where('mode', '=', owner.mode)
    .where('status', '=', 'enabled')
    .where(sql<boolean>`enabled_events && ARRAY['*', ${type}]::text[]`)
    .orderBy('id')
    .execute()
  return rows.map((row) => row.id)
}

export async function update(
  tx: Db,
  id: string,
  change: Updateable<Database['webhook_endpoint']>,
): Promise<WebhookEndpointRow> {
  return tx
    .updateTable('webhook_endpoint')
    .set(change)
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()
}
