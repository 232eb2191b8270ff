import { type ChildProcess, spawn } from 'node:child_process'
import { dirname, join } from 'node:path'
import { createInterface } from 'node:readline'
import { fileURLToPath } from 'node:url'

const INDEXER = fileURLToPath(new URL('..', import.meta.url))

// These would redirect Ponder: to another port, into another schema, to another database, or to the early flip.
const NOT_FOR_PONDER = [
  'PORT',
  'DATABASE_SCHEMA',
  'DATABASE_VIEWS_SCHEMA',
  'DATABASE_PRIVATE_URL',
  'LIFELINE_FD',
]

export type PonderExit = { code: number | null; signal: NodeJS.Signals | null }
export type PonderProcess = {
  pid: number | undefined
  exited: Promise<PonderExit>
  /** Where Ponder's own server listens on loopback; undefined until it does. */
  port(): number | undefined
  stop(): void
}

/**
 * Of JavaScript's heap. Ponder keeps rows in memory up to a fifth of it, and V8 collects late while there is room: the whole
 * process stays below a gigabyte. A host's own NODE_OPTIONS come last and win.
 */
const HEAP_MIB = 640

/** Ponder stops itself within five seconds of a signal; what hangs longer is killed. */
const STOP_TIMEOUT_MS = 8_000

/**
 * `ponder start` on a schema of its own, never with `--views-schema`: Ponder would flip the views when it is blocks
 * behind, and an old build would take them back.
 */
export function startPonder(
  schema: string,
  env: NodeJS.ProcessEnv,
  onReorg: (chainId: number) => void,
): PonderProcess {
  const child = spawn(
    process.execPath,
    ['--import', preloadedModule(), ponderBinary(), ...startArguments(schema)],
    {
      cwd: INDEXER,
      env: ponderEnvironment(env),
      stdio: ['ignore', 'pipe', 'inherit', 'pipe', 'ipc'],
    },
  )
  child.stdout?.pipe(process.stdout, { end: false })
  const lines = child.stdout && createInterface({ input: child.stdout })
  lines?.on('line', (line) => {
    const chainId = reorgedChain(line)
    if (chainId !== undefined) onReorg(chainId)
  })
  let port: number | undefined
  child.on('message', (message) => {
    port = portOf(message) ?? port
  })
  // When Ponder dies its end of the lifeline closes; its exit is what reports that.
  child.stdio[3]?.on('error', () => {})
  return { pid: child.pid, exited: exitOf(child), port: () => port, stop: () => stop(child) }
}

/** Ponder has a metric of reorgs that it never raises, but it logs each of them. */
function reorgedChain(line: string): number | undefined {
  if (!line.includes('"Reorged block"')) return undefined
  const chainId = /"chain_id":(\d+)/.exec(line)?.[1]
  return chainId === undefined ? undefined : Number(chainId)
}

function portOf(message: unknown): number | undefined {
  const port: unknown = typeof message === 'object' && message !== null && Reflect.get(message, 'port')
  return typeof port === 'number' ? port : undefined
}

function startArguments(schema: string): string[] {
  // Only this process calls Ponder's own server; port 0 lets it take any free one.
  return ['start', '--schema', schema, '--hostname', '127.0.0.1', '--port', '0', '--log-format', 'json']
}

function preloadedModule(): string {
  return new URL('./ponderPreload.ts', import.meta.url).href
}

function ponderBinary(): string {
  const library = fileURLToPath(import.meta.resolve('ponder'))
  return join(dirname(library), 'bin', 'ponder.js')
}

function ponderEnvironment(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  const kept = Object.entries(env).filter(([name]) => !NOT_FOR_PONDER.includes(name))
  const options = `--max-old-space-size=${HEAP_MIB} ${env.NODE_OPTIONS ?? ''}`.trim()
  return { ...Object.fromEntries(kept), PONDER_TELEMETRY_DISABLED: '1', NODE_OPTIONS: options }
}

function exitOf(child: ChildProcess): Promise<PonderExit> {
  return new Promise((resolve, reject) => {
    child.once('error', reject)
    child.once('exit', (code, signal) => resolve({ code, signal }))
  })
}

function stop(child: ChildProcess) {
  // Not SIGTERM: see ponderPreload.ts.
  child.kill('SIGINT')
  const killer = setTimeout(() => child.kill('SIGKILL'), STOP_TIMEOUT_MS)
  child.once('exit', () => clearTimeout(killer))
}
