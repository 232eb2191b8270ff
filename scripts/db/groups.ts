import type { Pool } from 'pg'

const PREFIX = 'onchain_'

/** The chain groups whose indexer ever ran on this database, by name. */
export async function listGroups(pool: Pool): Promise<string[]> {
  const { rows } = await pool.query<{ schema: string }>(
    `select nspname as schema from pg_namespace
     where starts_with(nspname, $1) and to_regclass(format('%I._florin_build', nspname)) is not null order by 1`,
    [PREFIX],
  )
  return rows.map(({ schema }) => schema.slice(PREFIX.length))
}

export const viewsOf = (group: string) => `${PREFIX}${group}`

/** The group that was named, or the only one. */
export async function chooseGroup(pool: Pool, named: string | undefined): Promise<string> {
  const groups = await listGroups(pool)
  const known = groups.length === 0 ? 'none yet: start the indexer first' : groups.join(', ')
  if (named !== undefined && !groups.includes(named))
    throw new Error(`--group ${named} is no chain group of this database; it has ${known}`)
  const [only, ...others] = groups
  if (named !== undefined) return named
  if (only === undefined || others.length > 0)
    throw new Error(`--group must name one of the chain groups of this database: ${known}`)
  return only
}
