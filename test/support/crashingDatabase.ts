import { chmodSync, mkdtempSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import path from 'node:path'
import { prepareDatabase } from '../../scripts/local/database.ts'
import { startPostgres } from '../../scripts/local/postgres.ts'
import { postgresHome, removePostgresHome } from '../../scripts/local/postgresHome.ts'
import type { TestDatabase } from './database.ts'

export type CrashingDatabase = TestDatabase & {
  /** Stops Postgres at once, as `pg_ctl stop -m immediate` does: every connection breaks, and nothing is written any more. */
  crash(): Promise<void>
  /** Starts it on the same port. It recovers from what it had written. */
  startAgain(): Promise<void>
}

/** A database in a cluster of its own, with the safety of production. */
export async function openCrashingDatabase(): Promise<CrashingDatabase> {
  const dir = mkdtempSync(path.join(tmpdir(), 'florin-crashing-'))
  // Postgres may run as another user than we do, who has to get to its data.
  chmodSync(dir, 0o755)
  process.once('exit', () => removePostgresHome(dir))
  let postgres = await startPostgres({ dir })
  const { port, adminUrl, secrets } = postgres
  const name = 'crashing'
  const urls = await prepareDatabase({ adminUrl, name, rolePasswords: secrets.roles })

  async function crash() {
    const pidFile = path.join(postgresHome(dir).data, 'postmaster.pid')
    process.kill(Number(readFileSync(pidFile, 'utf8').split('\n')[0]), 'SIGQUIT')
    await postgres.part.exited
  }

  async function startAgain() {
    postgres = await startPostgres({ dir, port })
  }

  async function close() {
    await postgres.stop()
    removePostgresHome(dir)
  }

  return { name, urls, adminUrl: adminUrl.replace(/postgres$/, name), crash, startAgain, close }
}
