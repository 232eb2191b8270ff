import { sql } from 'kysely'
import type { World } from '../../../api/support/world.ts'
import type { Tenant } from './tenant.ts'
import { wordsOf } from './words.ts'

/** Every id, token and hash that stands in rows of one merchant's and in none of the other's. */
export async function readSecrets(world: World, owner: Tenant, other: Tenant): Promise<Set<string>> {
  const shared = new Set(await wordsOfRows(world, other))
  const own = await wordsOfRows(world, owner)
  return new Set([...own, owner.keys.all, owner.keys.reading].filter((word) => !shared.has(word)))
}

async function wordsOfRows(world: World, { merchant }: Tenant): Promise<string[]> {
  const words: string[] = []
  for (const table of await tablesOf(world)) {
    const { rows } = await sql<{ row: string }>`
      SELECT to_jsonb(t)::text AS row FROM ${sql.table(`florin.${table}`)} t
      WHERE merchant_id = ${merchant.owner.merchantId}`.execute(world.db)
    for (const { row } of rows) words.push(...wordsOf(row))
  }
  return words
}

/** A digest of the rows of every table that belongs to a merchant: equal ones say that nothing of it changed. */
export async function digestTenant(world: World, { merchant }: Tenant): Promise<Record<string, string>> {
  const digests: Record<string, string> = {}
  for (const table of await tablesOf(world)) {
    const { rows } = await sql<{ digest: string }>`
      SELECT md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) AS digest
      FROM ${sql.table(`florin.${table}`)} t
      WHERE merchant_id = ${merchant.owner.merchantId}`.execute(world.db)
    digests[table] = rows[0]?.digest ?? ''
  }
  return digests
}

/** Keys note when they were last used. */
const NOT_COMPARED = 'api_key'

async function tablesOf(world: World): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    SELECT columns.table_name AS name FROM information_schema.columns
    JOIN information_schema.tables USING (table_schema, table_name)
    WHERE table_schema = 'florin' AND table_type = 'BASE TABLE' AND column_name = 'merchant_id'
      AND table_name <> ${NOT_COMPARED}
    ORDER BY 1`.execute(world.db)
  return rows.map(({ name }) => name)
}
