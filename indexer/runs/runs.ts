import { EX_TEMPFAIL } from './exitCode.ts'
import { type PonderExit, type PonderProcess, startPonder } from './ponderProcess.ts'

const FIRST_PAUSE_MS = 500
const LONGEST_PAUSE_MS = 15_000
/** Whoever ran this long had recovered from what ended it before. */
const HEALTHY_MS = 60_000

type Run = {
  ponder: PonderProcess
  /** When it started, or ended. */
  since: number
  pause: number
  /** Set once it ended by itself. */
  exit?: PonderExit
}

/** The builds that are being indexed now, each by one Ponder after another where it has to be started again. */
export type Runs = {
  /** Starts a build that does not run, unless it ended for good or its pause before the next try is not over. */
  keep(schema: string): void
  /** How a build ended that starting again would not help; undefined where it runs, or will again. */
  endOf(schema: string): PonderExit | undefined
  running(): string[]
  pid(schema: string): number | undefined
  /** Where Ponder's own server listens on loopback; undefined until it does. */
  port(schema: string): number | undefined
  /** Whether Ponder has got its lock and gone to work. */
  isAtWork(schema: string): boolean
  /** How many reorgs a build has met since this process began, by chain id. */
  reorgs(schema: string): ReadonlyMap<number, number>
  stop(schema: string): Promise<void>
}

export function openRuns(env: NodeJS.ProcessEnv, log: (line: object) => void): Runs {
  const runs = new Map<string, Run>()
  const reorgs = new Map<string, Map<number, number>>()

  function countReorg(schema: string, chainId: number) {
    const counts = reorgs.get(schema) ?? new Map<number, number>()
    reorgs.set(schema, counts.set(chainId, (counts.get(chainId) ?? 0) + 1))
  }

  function start(schema: string, pause: number) {
    const run: Run = {
      ponder: startPonder(schema, env, (chainId) => countReorg(schema, chainId)),
      since: performance.now(),
      pause,
    }
    runs.set(schema, run)
    log({ level: 'info', msg: 'Indexing', schema, ponder_pid: run.ponder.pid })
    run.ponder.exited.then((exit) => {
      if (performance.now() - run.since > HEALTHY_MS) run.pause = FIRST_PAUSE_MS
      run.exit = exit
      run.since = performance.now()
    })
  }

  function keep(schema: string) {
    const run = runs.get(schema)
    if (run === undefined) return start(schema, FIRST_PAUSE_MS)
    if (run.exit?.code !== EX_TEMPFAIL || performance.now() - run.since < run.pause) return
    log({ level: 'warn', msg: 'Ponder gave up, and is started again', schema })
    start(schema, Math.min(2 * run.pause, LONGEST_PAUSE_MS))
  }

  function endOf(schema: string) {
    const exit = runs.get(schema)?.exit
    return exit === undefined || exit.code === EX_TEMPFAIL ? undefined : exit
  }

  async function stop(schema: string) {
    const run = runs.get(schema)
    if (run === undefined) return
    if (run.exit === undefined) run.ponder.stop()
    await run.ponder.exited
    runs.delete(schema)
  }

  return {
    keep,
    endOf,
    running: () => [...runs.keys()],
    pid: (schema) => runs.get(schema)?.ponder.pid,
    port: (schema) => runs.get(schema)?.ponder.port(),
    isAtWork(schema) {
      const run = runs.get(schema)
      return run !== undefined && run.exit === undefined && run.ponder.port() !== undefined
    },
    reorgs: (schema) => reorgs.get(schema) ?? new Map(),
    stop,
  }
}
