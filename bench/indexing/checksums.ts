import { isDeepStrictEqual } from 'node:util'
import type { Pool } from 'pg'

/** Rows and a digest of each table of a build. */
export type Checksums = Record<string, { rows: number; digest: string }>

export async function checksums(db: Pool, schema: string): Promise<Checksums> {
  const meta = await db.query<{ name: string }>(
    `select jsonb_array_elements_text(value->'table_names') as name from "${schema}"._ponder_meta where key = 'app'`,
  )
  const sums: Checksums = {}
  for (const { name } of meta.rows) {
    // Each row is digested first, because the text of all rows of a large table is larger than any text may be.
    const found = await db.query<{ rows: number; digest: string }>(
      `select count(*)::int as rows, coalesce(md5(string_agg(row, '' order by row)), '') as digest
       from (select md5(t::text) as row from "${schema}"."${name}" t) as each`,
    )
    sums[name] = found.rows[0] ?? { rows: 0, digest: '' }
  }
  return sums
}

/** Speeds of builds whose rows differ say nothing. */
export function requireSame(name: string, actual: Checksums, expected: Checksums): void {
  if (isDeepStrictEqual(actual, expected)) return
  const differing = Object.keys(expected).filter(
    (table) => !isDeepStrictEqual(actual[table], expected[table]),
  )
  throw new Error(`${name} has other rows than the first build in ${differing.join(', ')}`)
}
