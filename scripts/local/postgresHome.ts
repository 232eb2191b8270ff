import { createHash } from 'node:crypto'
import { chmodSync, chownSync, cpSync, existsSync, mkdirSync, renameSync, rmSync } from 'node:fs'
import path from 'node:path'
import { postgresNativeDir } from './postgresBinaries.ts'
import { isReachableByOthers, postgresUser, type SystemUser } from './postgresUser.ts'

const SHARED_TEMPORARY = '/var/tmp'

export type PostgresHome = { bin: string; data: string; user: SystemUser | undefined }

/** Where a cluster's files go when the Postgres user cannot get to the wanted folder (a clone under /root). */
function detourOf(dir: string): string {
  const name = createHash('sha256').update(path.resolve(dir)).digest('hex').slice(0, 12)
  return path.join(SHARED_TEMPORARY, `florin-postgres-${name}`)
}

function ownedFolder(dir: string, user: SystemUser | undefined): void {
  mkdirSync(dir, { recursive: true, mode: 0o755 })
  if (!user) return
  chmodSync(dir, 0o755)
  chownSync(dir, user.uid, user.gid)
}

/** Copies under a temporary name first, so that an interrupted copy is never taken for a whole one. */
function copiedBinaries(native: string, home: string): string {
  const copy = path.join(home, 'native')
  if (!existsSync(copy)) {
    const unfinished = `${copy}.${process.pid}`
    cpSync(native, unfinished, { recursive: true, verbatimSymlinks: true })
    renameSync(unfinished, copy)
  }
  return copy
}

/** Decides which binaries and which data folder a cluster uses, and makes the folder for it. */
export function postgresHome(dir: string): PostgresHome {
  const user = postgresUser()
  const native = postgresNativeDir()
  mkdirSync(dir, { recursive: true })
  const home = user && !isReachableByOthers(dir) ? detourOf(dir) : dir
  ownedFolder(home, user)
  const usable = !user || isReachableByOthers(native) ? native : copiedBinaries(native, home)
  return { bin: path.join(usable, 'bin'), data: path.join(home, 'data'), user }
}

/** Removes a cluster with all its databases, wherever its files are. */
export function removePostgresHome(dir: string): void {
  for (const home of [dir, detourOf(dir)]) rmSync(home, { recursive: true, force: true })
}
