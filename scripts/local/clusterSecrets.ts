import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { isRecord } from './json.ts'

/** The roles of architecture.md; each process connects as the one that may do no more than it needs. */
export const DATABASE_ROLES = ['owner', 'api', 'worker', 'indexer', 'reports'] as const
export type DatabaseRole = (typeof DATABASE_ROLES)[number]

/** Passwords of one cluster. Roles are cluster-wide, so all databases of the cluster share them. */
export type ClusterSecrets = { admin: string; roles: Record<DatabaseRole, string> }

const FILE = 'secrets.json'
const newPassword = () => randomBytes(24).toString('base64url')

function readPassword(value: unknown, name: string): string {
  const password = isRecord(value) ? value[name] : undefined
  if (typeof password !== 'string')
    throw new Error(`${FILE} has no password for "${name}"; run npm run reset.`)
  return password
}

function eachRole(password: (role: DatabaseRole) => string): Record<DatabaseRole, string> {
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
  const file = path.join(dir, FILE)
  if (!existsSync(file)) {
    mkdirSync(dir, { recursive: true })
    const made: ClusterSecrets = { admin: newPassword(), roles: eachRole(newPassword) }
    writeFileSync(file, `${JSON.stringify(made)}\n`, { mode: 0o600 })
    return made
  }
  const kept: unknown = JSON.parse(readFileSync(file, 'utf8'))
  const roles = isRecord(kept) ? kept.roles : undefined
  return { admin: readPassword(kept, 'admin'), roles: eachRole((role) => readPassword(roles, role)) }
}
