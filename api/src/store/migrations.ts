import fs from 'node:fs'
import { sql } from 'kysely'
import type { Db } from './database.ts'

const NAMES = fs
  .readdirSync(new URL('../migrations', import.meta.url))
  .map((file) => file.replace(/\.sql$/, ''))
  .sort()

/** Migrations that this release brings and the database lacks. A replica never runs them itself. */
export async function pending(db: Db): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`SELECT name FROM florin.migration`.execute(db)
  const done = new Set(rows.map((row) => row.name))
  return NAMES.filter((name) => !done.has(name))
}
