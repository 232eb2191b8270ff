import { Client } from 'pg'
import { migrate } from '../../api/src/migrate.ts'
import { prepareDatabase } from '../../scripts/local/database.ts'
import { type TestCluster, useTestCluster } from './cluster.ts'
import { openTestDatabase, type TestDatabase } from './database.ts'

const TEMPLATE = 'test_migrated'
/** Any fixed number will do; it keeps test files from making the template at the same moment. */
const TEMPLATE_LOCK = 4_207_002

/** A database with all roles and this release's schemas, for one test file: a copy of one that is migrated once per cluster. */
export async function openMigratedDatabase(): Promise<TestDatabase> {
  const cluster = await useTestCluster()
  try {
    await makeTemplate(cluster)
    return await openTestDatabase({ template: TEMPLATE })
  } finally {
    await cluster.stop()
  }
}

async function makeTemplate({ adminUrl, secrets }: TestCluster): Promise<void> {
  const client = new Client({ connectionString: adminUrl })
  await client.connect()
  try {
    await client.query('select pg_advisory_lock($1)', [TEMPLATE_LOCK])
    const { rowCount } = await client.query('select 1 from pg_database where datname = $1', [TEMPLATE])
    if (rowCount !== 0) return
    // Under another name first: a template that failed halfway must not look like a finished one.
    const unfinished = `${TEMPLATE}_unfinished`
    const urls = await prepareDatabase({ adminUrl, name: unfinished, rolePasswords: secrets.roles })
    await migrate(urls.owner)
    await client.query(`alter database ${unfinished} rename to ${TEMPLATE}`)
  } finally {
    await client.end()
  }
}
