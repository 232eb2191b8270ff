import { type Insertable, type Selectable, sql } from 'kysely'
import type { Mode, Owner } from '../domain/caller.ts'
import type { Database, Db } from './database.ts'
import { type Listed, type Page, readPage } from './page.ts'

export type EventRow = Selectable<Database['event']>

export async function insertAll(tx: Db, rows: readonly Insertable<Database['event']>[]): Promise<void> {
  await tx
    .insertInto('event')
    .values([...rows])
    .execute()
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

export interface EventFilter {
  /** Any of them. */
  types?: readonly string[] | undefined
  objectId?: string | undefined
}

export async function list(db: Db, page: Page, filter: EventFilter): Promise<Listed<EventRow>> {
  let query = db.selectFrom('event').selectAll()
  if (filter.types) query = query.where('type', 'in', filter.types)
  if (filter.objectId !== undefined) query = query.where('object_id', '=', filter.objectId)
  return readPage(query, page)
}

/** How many events a span of time holds, at most `limit`, and the numbers of the first and the last of them. */
export async function measureRange(
  db: Db,
  owner: Owner,
  span: { from: Date; to: Date; types: readonly string[] | undefined },
  limit: number,
): Promise<{ count: number; first: bigint; last: bigint }> {
  const { rows } = await sql<{ count: bigint; first: bigint; last: bigint }>`
    SELECT count(*) AS count, coalesce(min(seq), 0) AS first, coalesce(max(seq), 0) AS last FROM (
      SELECT seq FROM florin.event
      WHERE merchant_id = ${owner.merchantId} AND mode = ${owner.mode}
        AND created_at >= ${span.from} AND created_at < ${span.to} AND ${hasType(span.types)}
      ORDER BY created_at LIMIT ${limit}) found`.execute(db)
  const [found = { count: 0n, first: 0n, last: 0n }] = rows
  return { ...found, count: Number(found.count) }
}

/** The events with the next numbers after one, in their order. */
export async function listRange(
  db: Db,
  owner: Owner,
  range: { after: bigint; to: bigint; types: readonly string[] | undefined },
  limit: number,
): Promise<{ id: string; seq: bigint }[]> {
  return db
    .selectFrom('event')
    .select(['id', 'seq'])
    .where('merchant_id', '=', owner.merchantId)
    .where('mode', '=', owner.mode)
    .where('seq', '>', range.after)
    .where('seq', '<=', range.to)
    .where(hasType(range.types))
    .orderBy('seq')
    .limit(limit)
    .execute()
}

function hasType(types: readonly string[] | undefined) {
  return types ? sql<boolean>`type = ANY(${types}::text[])` : sql<boolean>`true`
}
