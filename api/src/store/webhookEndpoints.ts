import { type Insertable, type Selectable, sql, type Updateable } from 'kysely'
import type { Mode, Owner } from '../domain/caller.ts'
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

/** The endpoints that are to hear of events, with the type that each of them hears of. */
export async function listWanting(
  db: Db,
  events: readonly { owner: Owner; type: string }[],
): Promise<{ id: string; merchant_id: string; mode: Mode; type: string }[]> {
  const { rows } = await sql<{ id: string; merchant_id: string; mode: Mode; type: string }>`
    SELECT DISTINCT endpoint.id, endpoint.merchant_id, endpoint.mode, told.type
    FROM unnest(
      ${events.map(({ owner }) => owner.merchantId)}::text[], ${events.map(({ owner }) => owner.mode)}::florin.mode[],
      ${events.map(({ type }) => type)}::text[]) AS told (merchant_id, mode, type)
    JOIN florin.webhook_endpoint AS endpoint
      ON endpoint.merchant_id = told.merchant_id AND endpoint.mode = told.mode AND endpoint.status = 'enabled'
      AND endpoint.enabled_events && ARRAY['*', told.type]
    ORDER BY endpoint.id`.execute(db)
  return rows
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
