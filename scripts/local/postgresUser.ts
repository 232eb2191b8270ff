import { execFileSync } from 'node:child_process'
import { statSync } from 'node:fs'
import path from 'node:path'

const OTHERS_MAY_PASS = 0o001

export type SystemUser = { name: string; uid: number; gid: number }

function lookUp(name: string): SystemUser | undefined {
  try {
    const id = (flag: string) => Number(execFileSync('id', [flag, name], { stdio: 'pipe', encoding: 'utf8' }))
    return { name, uid: id('-u'), gid: id('-g') }
  } catch {
    return undefined
  }
}

/**
 * Postgres refuses to run as root. When this process does, Postgres runs as the system's `postgres` user or,
 * where there is none, as `nobody`: starting a sandbox must not add users to the machine.
 */
export function postgresUser(): SystemUser | undefined {
  if (process.getuid?.() !== 0) return undefined
  const user = lookUp('postgres') ?? lookUp('nobody')
  if (!user) throw new Error('Postgres does not run as root, and this system has no user postgres or nobody.')
  return user
}

/** Whether a user without privileges could get to the folder through all the folders above it. */
export function isReachableByOthers(dir: string): boolean {
  const parent = path.dirname(dir)
  const passable = (statSync(dir, { throwIfNoEntry: false })?.mode ?? OTHERS_MAY_PASS) & OTHERS_MAY_PASS
  return passable !== 0 && (parent === dir || isReachableByOthers(parent))
}
