// Makes the database and its roles on a Postgres of the host's own, once, before the first migration.
import { parseArgs } from 'node:util'
import { type DatabaseRole, eachRole } from './local/clusterSecrets.ts'
import { prepareDatabase } from './local/database.ts'

const HELP = `Usage: node scripts/prepare-database.ts [--name NAME]

Creates the database and the roles florin_owner, florin_api, florin_worker, florin_indexer and florin_reports where they are
missing. What is there already is left as it is, so that it may be run again at any time.

  --name  the database (florin)

DATABASE_URL       a Postgres 18 as a role that may create databases and roles
POSTGRES_PASSWORD_OWNER, _API, _WORKER, _INDEXER, _REPORTS   the passwords of the new roles
`

const MIN_PASSWORD_LENGTH = 16

function readPassword(env: NodeJS.ProcessEnv, role: DatabaseRole): string {
  const name = `POSTGRES_PASSWORD_${role.toUpperCase()}`
  const password = env[name]
  if (password && password.length >= MIN_PASSWORD_LENGTH) return password
  throw new Error(`${name} must be a password of at least ${MIN_PASSWORD_LENGTH} characters.`)
}

async function main(args: string[]): Promise<void> {
  const options = {
    name: { type: 'string', default: 'florin' },
    help: { type: 'boolean', short: 'h' },
  } as const
  const { values } = parseArgs({ args, options })
  if (values.help) {
    process.stdout.write(HELP)
    return
  }
  const { DATABASE_URL: adminUrl } = process.env
  if (!adminUrl)
    throw new Error('DATABASE_URL must be the postgres:// URL of a role that may create databases.')
  const rolePasswords = eachRole((role) => readPassword(process.env, role))
  await prepareDatabase({ adminUrl, name: values.name, rolePasswords })
  process.stdout.write(`The database ${values.name} has its roles.\n`)
}

try {
  await main(process.argv.slice(2))
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`)
  process.exitCode = 1
}
