import { sql } from 'kysely'
import type { World } from './world.ts'

/** Tables that refused requests may change too: when a key was last used is noted at every request. */
export const UNTOLD_TABLES = ['api_key']

/** A digest of every table that a request could change: two that are equal say that no row was touched. */
export async function digestRows(world: World): Promise<Record<string, string>> {
  const tables = await sql<{ schema: string; name: string }>`
    SELECT table_schema AS schema, table_name AS name FROM information_schema.tables
    WHERE table_type = 'BASE TABLE' AND table_schema IN ('florin', 'graphile_worker')
      AND table_name <> ALL(${UNTOLD_TABLES})
    ORDER BY 1, 2`.execute(world.db)
  const digests: Record<string, string> = {}
  for (const { schema, name } of tables.rows) {
    const digest = await sql<{ digest: string }>`
      SELECT md5(coalesce(string_agg(t::text, '|' ORDER BY t::text), '')) AS digest
      FROM ${sql.table(`${schema}.${name}`)} t`.execute(world.db)
    digests[`${schema}.${name}`] = digest.rows[0]?.digest ?? ''
  }
  return digests
}
