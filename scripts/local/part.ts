import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, mkdirSync, openSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import { groupIsAlive, signalGroup } from './processGroup.ts'

const TAIL_LINES = 30
const POLL_MS = 25

export type PartOptions = {
  name: string
  command: string
  args: readonly string[]
  /** The whole environment of the part beside what every part gets (PATH, HOME, …). */
  env?: Readonly<Record<string, string>>
  cwd?: string
  /** Both streams go straight to this file, so that a part whose parent was killed can still write. */
  logFile: string
  /** Sent first; the whole group is killed when the part is still there `stopTimeoutMs` later. */
  stopSignal?: 'SIGTERM' | 'SIGINT'
  stopTimeoutMs?: number
}

type PartExit = { code: number | null; signal: NodeJS.Signals | null }

export type Part = {
  name: string
  pid: number
  logFile: string
  /** Resolves when the part and every process of its group are gone. */
  exited: Promise<PartExit>
  hasExited(): boolean
  /** Whether its end was asked for, so that it is no death. */
  isStopping(): boolean
  /** Orderly stop; may be called any number of times. */
  stop(): Promise<void>
  /** Kills the part itself with SIGKILL, as a crash would; what it started is cleared away after it. */
  kill(): void
  output(): string
  tail(): string
}

const INHERITED = [
  'PATH',
  'HOME',
  'USER',
  'TMPDIR',
  'LANG',
  'TZ',
  'NODE_EXTRA_CA_CERTS',
  'NODE_COMPILE_CACHE',
  'CI',
]

/** Parts see what they are given and no stray DATABASE_URL or key of the shell that started them. */
function partEnvironment(given: Readonly<Record<string, string>>): Record<string, string> {
  const inherited = INHERITED.flatMap((name) => {
    const value = process.env[name]
    return value === undefined ? [] : [[name, value] as const]
  })
  return {
    ...Object.fromEntries(inherited),
    LIFELINE_FD: '3',
    DO_NOT_TRACK: '1',
    HARDHAT_DISABLE_TELEMETRY: 'true',
    PONDER_TELEMETRY_DISABLED: '1',
    NO_COLOR: '1',
    ...given,
  }
}

function spawnDetached(options: PartOptions): { child: ChildProcess; pid: number } {
  mkdirSync(path.dirname(options.logFile), { recursive: true })
  const log = openSync(options.logFile, 'w')
  try {
    const child = spawn(options.command, options.args, {
      ...(options.cwd === undefined ? {} : { cwd: options.cwd }),
      env: partEnvironment(options.env ?? {}),
      detached: true,
      stdio: ['ignore', log, log, 'pipe'],
    })
    const { pid } = child
    if (pid === undefined) throw new Error(`${options.name}: ${options.command} could not be started.`)
    return { child, pid }
  } finally {
    closeSync(log)
  }
}

/** After its leader is gone, a group gets the chance to end in good order before it is killed. */
async function clearGroup(pgid: number, signal: NodeJS.Signals, timeoutMs: number): Promise<void> {
  if (!groupIsAlive(pgid)) return
  signalGroup(pgid, signal)
  const deadline = Date.now() + timeoutMs
  while (groupIsAlive(pgid) && Date.now() < deadline) await delay(POLL_MS)
  signalGroup(pgid, 'SIGKILL')
}

/** Starts a part in a process group of its own with a lifeline on descriptor 3. */
export function startPart(options: PartOptions): Part {
  const { name, logFile, stopSignal = 'SIGTERM', stopTimeoutMs = 10_000 } = options
  const { child, pid } = spawnDetached(options)
  // A part that closes its end early is reported by its exit, not by an error of the pipe.
  child.stdio[3]?.on('error', () => {})

  let gone = false
  const leaderGone = new Promise<PartExit>((resolve) => {
    child.once('exit', (code, signal) => resolve({ code, signal }))
  })
  const exited = leaderGone.then(async (exit) => {
    await clearGroup(pid, stopSignal, stopTimeoutMs)
    gone = true
    return exit
  })

  let stopping: Promise<void> | undefined
  async function stop(): Promise<void> {
    if (gone) return
    child.kill(stopSignal)
    const killer = setTimeout(() => signalGroup(pid, 'SIGKILL'), stopTimeoutMs)
    await exited
    clearTimeout(killer)
  }

  const output = () => readFileSync(logFile, 'utf8')
  return {
    name,
    pid,
    logFile,
    exited,
    isStopping: () => stopping !== undefined,
    hasExited: () => gone || child.exitCode !== null || child.signalCode !== null,
    stop: () => {
      stopping ??= stop()
      return stopping
    },
    kill: () => {
      child.kill('SIGKILL')
    },
    output,
    tail: () => output().trimEnd().split('\n').slice(-TAIL_LINES).join('\n'),
  }
}
