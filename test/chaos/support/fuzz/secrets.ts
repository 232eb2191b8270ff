import { sql } from 'kysely'
import { routes } from '../../../../api/src/routes/all.ts'
import { openApiDocument } from '../../../../api/src/routes/openapi.ts'
import type { World } from '../../../api/support/world.ts'
import type { Tenant } from './tenant.ts'
import { wordsOf } from './words.ts'

/** Every id, token and hash that stands in rows of one merchant's, in none of the other's, and not in the API's document. */
export async function readSecrets(world: World, owner: Tenant, other: Tenant): Promise<Set<string>> {
  const shared = new Set(await wordsOfRows(world, other))
  const told = wordsOfDocument()
  const own = await wordsOfRows(world, owner)
  return new Set(
    [...own, owner.keys.all, owner.keys.reading].filter(
      (word) => !shared.has(word) && !told.has(word.toLowerCase()),
    ),
  )
}

/** Names of operations, fields and events, and the addresses of the examples. */
function wordsOfDocument(): Set<string> {
  const document = JSON.stringify(openApiDocument(routes, 'http://127.0.0.1:1'))
  return new Set(wordsOf(document).map((word) => word.toLowerCase()))
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
