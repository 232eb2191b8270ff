import { escapeIdentifier, type Pool } from 'pg'

/** Names of all tables that a build of the indexer has made, as the indexer itself noted them. */
async function tablesOf(pool: Pool, schema: string): Promise<string[]> {
  const { rows } = await pool.query<{ name: string }>(
    `select jsonb_array_elements_text(value->'table_names') as name
     from ${escapeIdentifier(schema)}._ponder_meta where key = 'app' order by 1`,
  )
  if (rows.length === 0) throw new Error(`schema ${schema} names no tables in _ponder_meta`)
  return rows.map(({ name }) => name)
}

export type Difference = { table: string; rows: number }

/** Per table, how many rows only one of two builds has; block hashes and all. */
export async function compareBuilds(pool: Pool, one: string, other: string): Promise<Difference[]> {
  const [tables, others] = [await tablesOf(pool, one), await tablesOf(pool, other)]
  if (tables.join() !== others.join()) throw new Error(`${one} and ${other} have not the same tables`)
  const differences: Difference[] = []
  for (const table of tables) differences.push({ table, rows: await rowsApart(pool, table, [one, other]) })
  return differences
}

async function rowsApart(pool: Pool, table: string, schemas: readonly [string, string]): Promise<number> {
  const [one, other] = schemas.map(
    (schema) => `select t::text from ${escapeIdentifier(schema)}.${escapeIdentifier(table)} t`,
  )
  const { rows } = await pool.query<{ apart: number }>(
    `select count(*)::int as apart from (
       (${one} except all ${other}) union all (${other} except all ${one})) differing`,
  )
  return rows[0]?.apart ?? 0
}
