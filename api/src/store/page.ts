import type { SelectQueryBuilder } from 'kysely'
import type { Mode } from '../domain/caller.ts'
import type { Database } from './database.ts'

/** Whose objects, and which part of their list. Ids sort by time, so an id is the cursor. */
export interface Page {
  merchantId: string
  mode: Mode
  limit: number
  startingAfter?: string | undefined
  endingBefore?: string | undefined
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
  | 'event'
  | 'webhook_endpoint'
  | 'api_key'
  | 'audit_entry'

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
  let bounded = query.where('merchant_id', '=', page.merchantId)
  if (page.startingAfter !== undefined) bounded = bounded.where('id', '<', page.startingAfter)
  if (page.endingBefore !== undefined) bounded = bounded.where('id', '>', page.endingBefore)
  const found = await bounded
    .orderBy('id', backwards ? 'asc' : 'desc')
    .limit(page.limit + 1)
    .execute()
  const rows = found.slice(0, page.limit)
  return { rows: backwards ? rows.reverse() : rows, hasMore: found.length > page.limit }
}
