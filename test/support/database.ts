import { randomBytes } from 'node:crypto'
import { type DatabaseUrls, dropDatabase, prepareDatabase } from '../../scripts/local/database.ts'
import { useTestCluster } from './cluster.ts'

export type TestDatabase = {
  name: string
  /** One URL per role: owner, api, worker, indexer, reports. */
  urls: DatabaseUrls
  /** The superuser's URL of this database, for a test that has to look or break things. */
  adminUrl: string
  /** Drops the database, and stops the cluster when this file had its own. */
  close(): Promise<void>
}

/** A database with all roles, for one test file: empty, or a copy of another one of the cluster. */
export async function openTestDatabase({ template }: { template?: string } = {}): Promise<TestDatabase> {
  const cluster = await useTestCluster()
  const name = `test_${randomBytes(6).toString('hex')}`
  const urls = await prepareDatabase({
    adminUrl: cluster.adminUrl,
    name,
    rolePasswords: cluster.secrets.roles,
    ...(template === undefined ? {} : { template }),
  })
  const adminUrl = new URL(cluster.adminUrl)
  adminUrl.pathname = `/${name}`
  async function close(): Promise<void> {
    await dropDatabase(cluster.adminUrl, name)
    await cluster.stop()
  }
  return { name, urls, adminUrl: adminUrl.href, close }
}
