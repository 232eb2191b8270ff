import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { textAt } from './json.ts'

/** The roles of the architecture; each process connects as the one that may do no more than it needs. */
export const DATABASE_ROLES = ['owner', 'api', 'worker', 'indexer', 'reports'] as const
export type DatabaseRole = (typeof DATABASE_ROLES)[number]

/** Passwords of one cluster. Roles are cluster-wide, so all databases of the cluster share them. */
export type ClusterSecrets = { admin: string; roles: Record<DatabaseRole, string> }

const newPassword = () => randomBytes(24).toString('base64url')

/** One password for each role. */
export function eachRole(password: (role: DatabaseRole) => string): Record<DatabaseRole, string> {
  return {
    owner: password('owner'),
    api: password('api'),
    worker: password('worker'),
    indexer: password('indexer'),
    reports: password('reports'),
  }
}

/** Reads the passwords kept in the folder, or makes new ones; the file is readable by its owner only. */
export function clusterSecrets(dir: string): ClusterSecrets {
  const file = path.join(dir, 'passwords.json')
  if (existsSync(file)) {
    const kept: unknown = JSON.parse(readFileSync(file, 'utf8'))
    return { admin: textAt(kept, 'admin'), roles: eachRole((role) => textAt(kept, 'roles', role)) }
  }
  mkdirSync(dir, { recursive: true })
  const made: ClusterSecrets = { admin: newPassword(), roles: eachRole(newPassword) }
  writeFileSync(file, `${JSON.stringify(made)}\n`, { mode: 0o600 })
  return made
}
