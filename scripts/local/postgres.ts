import { spawn } from 'node:child_process'
import { chownSync, existsSync, mkdirSync, renameSync, rmSync, writeFileSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { type ClusterSecrets, clusterSecrets } from './clusterSecrets.ts'
import { type Part, startPart } from './part.ts'
import { freePort } from './ports.ts'
import { type PostgresHome, postgresHome } from './postgresHome.ts'
import { readyByOutput } from './ready.ts'
import { clearStalePostmaster } from './stalePostmaster.ts'

const GUARD = fileURLToPath(new URL('guard.ts', import.meta.url))
const READY_TIMEOUT_MS = 30_000
const SUPERUSER = 'postgres'

export type PostgresOptions = {
  /** Where the cluster and its passwords live; made when missing. */
  dir: string
  /** A free one when not given. */
  port?: number
  logFile?: string
  /** False trades safety at power loss for speed, for tests only. */
  durable?: boolean
}

export type LocalPostgres = {
  /** URL of the superuser's database `postgres`. */
  adminUrl: string
  port: number
  secrets: ClusterSecrets
  part: Part
  stop(): Promise<void>
}

/** Makes the cluster under another name first: an interrupted initdb must not look like a finished one. */
async function initialise({ bin, data, user }: PostgresHome, password: string): Promise<void> {
  const unfinished = `${data}.new`
  rmSync(unfinished, { recursive: true, force: true })
  const passwordFile = `${data}.password`
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600 })
  if (user) chownSync(passwordFile, user.uid, user.gid)
  const args = [
    '--pgdata',
    unfinished,
    '--username',
    SUPERUSER,
    '--auth',
    'scram-sha-256',
    '--encoding',
    'UTF8',
  ]
  args.push('--locale-provider', 'builtin', '--builtin-locale', 'C.UTF-8', '--locale', 'C')
  args.push('--no-sync', '--no-instructions', '--pwfile', passwordFile)
  try {
    await runInitdb(path.join(bin, 'initdb'), args, user)
    renameSync(unfinished, data)
  } finally {
    rmSync(passwordFile, { force: true })
  }
}

function runInitdb(command: string, args: string[], user: PostgresHome['user']): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
      ...(user ? { uid: user.uid, gid: user.gid } : {}),
    })
    let said = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream.on('data', (chunk: Buffer) => {
        said += chunk.toString()
      })
    }
    child.on('error', reject)
    child.on('exit', (code) =>
      code === 0 ? resolve() : reject(new Error(`initdb failed (${code}):\n${said}`)),
    )
  })
}

function serverArguments(data: string, port: number, durable: boolean): string[] {
  const settings = [
    'listen_addresses=127.0.0.1',
    'unix_socket_directories=',
    'max_connections=200',
    'timezone=UTC',
  ]
  if (!durable) settings.push('fsync=off', 'synchronous_commit=off', 'full_page_writes=off')
  return ['-D', data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])]
}

/** Starts an embedded Postgres 18 on loopback, in its own process group, behind a guard with a lifeline. */
export async function startPostgres(options: PostgresOptions): Promise<LocalPostgres> {
  const home = postgresHome(options.dir)
  const secrets = clusterSecrets(options.dir)
  if (existsSync(home.data)) await clearStalePostmaster(home.data)
  else await initialise(home, secrets.admin)

  const port = options.port ?? (await freePort())
  const server = serverArguments(home.data, port, options.durable ?? true)
  const ids = home.user ? [String(home.user.uid), String(home.user.gid)] : ['-', '-']
  const logFile = options.logFile ?? path.join(options.dir, 'postgres.log')
  mkdirSync(path.dirname(logFile), { recursive: true })
  const part = startPart({
    name: 'postgres',
    command: process.execPath,
    args: [GUARD, 'SIGINT', ...ids, path.join(home.bin, 'postgres'), ...server],
    cwd: path.dirname(home.data),
    logFile,
    stopSignal: 'SIGINT',
  })
  try {
    await readyByOutput(part, /(ready to accept connections)/, READY_TIMEOUT_MS)
  } catch (error) {
    await part.stop()
    throw error
  }
  const adminUrl = `postgres://${SUPERUSER}:${secrets.admin}@127.0.0.1:${port}/postgres`
  return { adminUrl, port, secrets, part, stop: () => part.stop() }
}
