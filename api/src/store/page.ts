import { type RawBuilder, type SelectQueryBuilder, sql } from 'kysely'
import type { Mode } from '../domain/caller.ts'
import type { CreatedSpan } from '../domain/createdSpan.ts'
import type { IdPrefix } from '../domain/ids.ts'
import type { Database } from './database.ts'

/**
 * Whose objects, and which part of their list. Ids sort by time, so an id is the cursor, and the limits of a span of
 * creation are ids too: `(merchant_id, mode, …, id)` finds the first row of any page, however many rows stand before it.
 */
export interface Page extends CreatedSpan {
  merchantId: string
  mode: Mode
  limit: number
  startingAfter?: string | undefined
  endingBefore?: string | undefined
  metadata?: MetadataFilter | undefined
}

interface MetadataFilter {
  /** Of the listed objects' ids. */
  prefix: IdPrefix
  /** All of them must be there. */
  pairs: Record<string, string>
}

export interface Listed<T> {
  rows: T[]
  hasMore: boolean
}

type Listable =
  | 'invoice'
  | 'payment'
  | 'refund'
  | 'payout'
  | 'relay'
  | 'payment_link'
  | 'event'
  | 'webhook_endpoint'
  | 'api_key'
  | 'audit_entry'
  | 'customer'
  | 'product'
  | 'price'

/** Reads one page by keyset, newest first, one row more than asked for to know whether there are others. */
export async function readPage<T extends { id: string }>(
  query: SelectQueryBuilder<Database, Listable, T>,
  page: Page,
): Promise<Listed<T>> {
  return readKeyset(query.where('mode', '=', page.mode), page)
}

/** The same for what a merchant has once for both modes. */
export async function readKeyset<T extends { id: string }>(
  query: SelectQueryBuilder<Database, Listable | 'merchant_member', T>,
  page: Page,
): Promise<Listed<T>> {
  const backwards = page.endingBefore !== undefined
  const found = await query
    .where('merchant_id', '=', page.merchantId)
    .where(within('id', page))
    .where(hasMetadata(page))
    .orderBy('id', backwards ? 'asc' : 'desc')
    .limit(page.limit + 1)
    .execute()
  const rows = found.slice(0, page.limit)
  return { rows: backwards ? rows.reverse() : rows, hasMore: found.length > page.limit }
}

function within(column: 'id' | 'object_id', page: Page): RawBuilder<boolean> {
  const { startingAfter, endingBefore, createdFrom, createdBefore } = page
  const id = sql.ref(column)
  const limits = [
    ...(startingAfter === undefined ? [] : [sql`${id} < ${startingAfter}`]),
    ...(endingBefore === undefined ? [] : [sql`${id} > ${endingBefore}`]),
    ...(createdFrom === undefined ? [] : [sql`${id} >= ${createdFrom}`]),
    ...(createdBefore === undefined ? [] : [sql`${id} < ${createdBefore}`]),
  ]
  return allOf(limits)
}

/**
 * By `metadata_entry`, which is in the order of ids for each value: a page costs the same whether one object has the
 * value or every one. A GIN index would have to sort all that have it, and Postgres cannot tell beforehand how many
 * those are. A digest may be shared by chance, so the object's own metadata decides.
 */
function hasMetadata({ merchantId, mode, metadata, ...span }: Page): RawBuilder<boolean> {
  if (!metadata) return allOf([])
  const { prefix, pairs } = metadata
  const entries = Object.entries(pairs).map(
    ([key, value]) => sql`EXISTS (
      SELECT FROM florin.metadata_entry
      WHERE digest = florin.metadata_digest(${merchantId}, ${mode}, ${prefix}, ${key}, ${value})
        AND object_id = id AND ${within('object_id', { merchantId, mode, ...span })})`,
  )
  return allOf([...entries, sql`metadata @> ${JSON.stringify(pairs)}::jsonb`])
}

function allOf(conditions: RawBuilder<unknown>[]): RawBuilder<boolean> {
  return conditions.length === 0 ? sql<boolean>`true` : sql<boolean>`${sql.join(conditions, sql` AND `)}`
}
