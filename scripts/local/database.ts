import { Client } from 'pg'
import { DATABASE_ROLES, type DatabaseRole } from './clusterSecrets.ts'

/** Any fixed number will do; it keeps test files from creating the same role at the same moment. */
const ROLES_LOCK = 4_207_001

export type DatabaseUrls = Record<DatabaseRole, string>

export type PrepareDatabaseOptions = {
  /** A URL that may create roles and databases. */
  adminUrl: string
  name: string
  rolePasswords: Readonly<Record<DatabaseRole, string>>
  /** A database to copy, to which nobody may be connected; an empty one is made without it. */
  template?: string
}

const roleName = (role: DatabaseRole) => `florin_${role}`

function urlOf(adminUrl: string, database: string, user?: { name: string; password: string }): string {
  const url = new URL(adminUrl)
  url.pathname = `/${database}`
  if (user) {
    url.username = user.name
    url.password = user.password
  }
  return url.href
}

async function connected<T>(url: string, use: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: url })
  await client.connect()
  try {
    return await use(client)
  } finally {
    await client.end()
  }
}

async function exists(client: Client, sql: string, name: string): Promise<boolean> {
  return (await client.query(sql, [name])).rowCount !== 0
}

async function createRoles(
  client: Client,
  passwords: PrepareDatabaseOptions['rolePasswords'],
): Promise<void> {
  for (const role of DATABASE_ROLES) {
    if (await exists(client, 'select 1 from pg_roles where rolname = $1', roleName(role))) continue
    const password = client.escapeLiteral(passwords[role])
    await client.query(`create role ${roleName(role)} login password ${password}`)
  }
}

async function createDatabase(client: Client, name: string, template = 'template1'): Promise<void> {
  if (await exists(client, 'select 1 from pg_database where datname = $1', name)) return
  // A managed Postgres's admin is no superuser and may give objects only to roles it belongs to.
  await client.query(`grant ${roleName('owner')} to current_user`)
  const [database, copied] = [name, template].map((each) => client.escapeIdentifier(each))
  await client.query(`create database ${database} template ${copied} owner ${roleName('owner')}`)
}

async function grantDatabase(client: Client, name: string): Promise<void> {
  const database = client.escapeIdentifier(name)
  const all = DATABASE_ROLES.map(roleName).join(', ')
  await client.query(`revoke all on database ${database} from public`)
  await client.query(`grant connect on database ${database} to ${all}`)
  await client.query(
    `grant create, temporary on database ${database} to ${roleName('owner')}, ${roleName('indexer')}`,
  )
}

const WRONG_PASSWORD = '28P01'

/** A cluster that somebody else prepared has the same roles with passwords that only they know. */
function explained(error: unknown): unknown {
  if (!(error instanceof Error) || !('code' in error) || error.code !== WRONG_PASSWORD) return error
  return new Error(
    'The roles florin_* of this Postgres were made with other passwords, by another clone or an earlier sandbox. ' +
      'Use its passwords.json, drop the roles, or use another Postgres.',
    { cause: error },
  )
}

/**
 * What the indexer creates is readable by the others from its first moment, because the views are replaced at
 * every rebuild and grants on the old ones would be lost. The indexer says so itself: only it may.
 */
async function shareIndexedTables(client: Client): Promise<void> {
  const readers = [roleName('api'), roleName('worker'), roleName('reports')].join(', ')
  await client.query(`alter default privileges grant usage on schemas to ${readers}`)
  await client.query(`alter default privileges grant select on tables to ${readers}`)
}

/** Creates the database, its roles and their grants where they are missing; answers one URL per role. */
export async function prepareDatabase(options: PrepareDatabaseOptions): Promise<DatabaseUrls> {
  const { adminUrl, name, rolePasswords, template } = options
  const url = (role: DatabaseRole) =>
    urlOf(adminUrl, name, { name: roleName(role), password: rolePasswords[role] })

  await connected(adminUrl, async (client) => {
    await client.query('select pg_advisory_lock($1)', [ROLES_LOCK])
    await createRoles(client, rolePasswords)
    await createDatabase(client, name, template)
    await grantDatabase(client, name)
  })
  await connected(url('indexer'), shareIndexedTables).catch((error: unknown) => {
    throw explained(error)
  })
  return {
    owner: url('owner'),
    api: url('api'),
    worker: url('worker'),
    indexer: url('indexer'),
    reports: url('reports'),
  }
}

/** Removes a database and whoever is still connected to it. */
export async function dropDatabase(adminUrl: string, name: string): Promise<void> {
  await connected(adminUrl, async (client) => {
    await client.query(`drop database if exists ${client.escapeIdentifier(name)} with (force)`)
  })
}
