import { chmodSync, mkdtempSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { type ClusterSecrets, clusterSecrets } from '../../scripts/local/clusterSecrets.ts'
import type { Part } from '../../scripts/local/part.ts'
import { startPostgres } from '../../scripts/local/postgres.ts'
import { removePostgresHome } from '../../scripts/local/postgresHome.ts'

/** The variable by which scripts/test.ts hands one running cluster to all test files: `<adminUrl> <folder>`. */
export const TEST_CLUSTER_VARIABLE = 'FLORIN_TEST_CLUSTER'

export type TestCluster = { adminUrl: string; secrets: ClusterSecrets; stop(): Promise<void> }

/** What scripts/test.ts has handed to this test file, if that runs it. */
function sharedCluster(): { adminUrl: string; dir: string } | undefined {
  const shared = process.env[TEST_CLUSTER_VARIABLE]
  if (!shared) return undefined
  const [adminUrl, dir] = shared.split(' ')
  if (!adminUrl || !dir) throw new Error(`${TEST_CLUSTER_VARIABLE} must be "<adminUrl> <folder>".`)
  return { adminUrl, dir }
}

/** A folder that all test files of a run share and that goes when the run ends; there is none for a test file run alone. */
export const runFolder = () => sharedCluster()?.dir

/** Starts a Postgres for tests in a folder of its own, which is removed when it stops. */
export async function startTestCluster(): Promise<TestCluster & { dir: string; part: Part }> {
  const dir = mkdtempSync(path.join(tmpdir(), 'florin-cluster-'))
  // Postgres may run as another user than we do, who has to get to its data.
  chmodSync(dir, 0o755)
  process.once('exit', () => removePostgresHome(dir))
  const postgres = await startPostgres({ dir, durable: false })
  async function stop(): Promise<void> {
    await postgres.stop()
    removePostgresHome(dir)
  }
  return { adminUrl: postgres.adminUrl, secrets: postgres.secrets, dir, part: postgres.part, stop }
}

let users = 0
let current: Promise<TestCluster> | undefined

/** The cluster of this run, or one for this test file alone; it stops when its last user lets go. */
export async function useTestCluster(): Promise<TestCluster> {
  const shared = sharedCluster()
  if (shared) return { adminUrl: shared.adminUrl, secrets: clusterSecrets(shared.dir), stop: async () => {} }
  users += 1
  current ??= startTestCluster()
  const cluster = await current
  async function stop(): Promise<void> {
    users -= 1
    if (users > 0) return
    current = undefined
    await cluster.stop()
  }
  return { ...cluster, stop }
}
