// `npm start`: everything that Florin needs, on this machine, until Ctrl-C.
import { mkdirSync, readFileSync, rmSync } from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'
import { choosePorts } from './local/choosePorts.ts'
import { loadDotenv } from './local/dotenv.ts'
import { onLifelineClosed } from './local/lifeline.ts'
import { readOptions } from './local/options.ts'
import { createProgress, type Progress } from './local/progress.ts'
import { AlreadyRunningError, takeRunningLock } from './local/runningLock.ts'
import {
  type RunningState,
  readRunningState,
  runningStateFile,
  writeRunningState,
} from './local/runningState.ts'
import { readStartSettings, type StartSettings } from './local/settings.ts'
import { summary } from './local/summary.ts'
import { createSupervisor, type Supervisor } from './local/supervisor.ts'
import { startSystem } from './local/system.ts'

const HELP = `Usage: npm start [-- --json] [-- --help]

Starts an embedded Postgres, a Hardhat node that mines every second, the contracts, the indexer, the API, the
worker and the web pages, with a demo merchant and an open invoice. Ctrl-C stops everything.

  --json   one line of JSON on stdout when everything runs, instead of the table

RPC_URL_<chainId> and DATABASE_URL replace the embedded chain and Postgres; .env.example lists every variable.
`
const JANITOR = fileURLToPath(new URL('local/janitor.ts', import.meta.url))
/** npm and the terminal both pass on one Ctrl-C, so a second signal this soon is the same one. */
const SAME_SIGNAL_MS = 2_000

const say = (text: string) => process.stderr.write(`${text}\n`)
const messageOf = (error: unknown) => (error instanceof Error ? error.message : String(error))

function tokenOf({ deploymentsDir, chainId }: RunningState): string | undefined {
  const file = path.join(deploymentsDir, `${chainId}.json`)
  return /"tokens":\s*\[\s*\{\s*"address":\s*"(0x[0-9a-fA-F]{40})"/.exec(readFileSync(file, 'utf8'))?.[1]
}

function lockOrExplain(dir: string): string {
  try {
    return takeRunningLock(dir)
  } catch (error) {
    if (!(error instanceof AlreadyRunningError)) throw error
    const running = readRunningState(dir)
    const where = running ? `web ${running.urls.web}, API ${running.urls.api}` : 'it is still starting'
    say(`Florin already runs in this clone: ${error.message}\n  ${where}\nStop it first, or set FLORIN_DIR.`)
    process.exit(1)
  }
}

/** Ends the process when everything is stopped; a later, separate signal does not wait for that. */
function createStopper(supervisor: Supervisor, progress: Progress, files: readonly string[]) {
  let first: number | undefined

  async function stop(code: number): Promise<void> {
    if (first !== undefined) return
    first = Date.now()
    const since = performance.now()
    say('Stopping …')
    await supervisor.stop()
    await progress.settled()
    for (const file of files) rmSync(file, { force: true })
    say(`Stopped in ${((performance.now() - since) / 1000).toFixed(1)} s.`)
    process.exit(code)
  }

  function onSignal(): void {
    if (first !== undefined && Date.now() - first > SAME_SIGNAL_MS) {
      say('Killing what is left.')
      supervisor.kill()
    }
    void stop(0)
  }
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(name, onSignal)
  onLifelineClosed(onSignal)
  return stop
}

function startJanitor(supervisor: Supervisor, settings: StartSettings, files: readonly string[]): void {
  supervisor.start('janitor', {
    name: 'janitor',
    command: process.execPath,
    args: [JANITOR, ...files],
    logFile: path.join(settings.dir, 'logs', 'janitor.log'),
  })
}

async function main(): Promise<void> {
  const values = readOptions(HELP, { json: { type: 'boolean' } })
  loadDotenv()
  const settings = readStartSettings(process.env)
  mkdirSync(settings.dir, { recursive: true })
  const files = [runningStateFile(settings.dir), lockOrExplain(settings.dir)]

  const since = performance.now()
  const progress = createProgress()
  const supervisor = createSupervisor((reason) => {
    say(`\n${reason}\n`)
    void stop(1)
  })
  const stop = createStopper(supervisor, progress, files)
  try {
    startJanitor(supervisor, settings, files)
    const ports = await choosePorts(settings.env, progress.note)
    const state = await startSystem({ settings, ports, supervisor, progress })
    writeRunningState(settings.dir, state)
    if (values.json)
      process.stdout.write(`${JSON.stringify({ ready: true, url: state.urls.web, ...state })}\n`)
    else process.stdout.write(`\n${summary(state, tokenOf(state))}\n`)
    say(
      `Florin runs; it took ${((performance.now() - since) / 1000).toFixed(1)} s to start. Ctrl-C stops it.`,
    )
  } catch (error) {
    // Whoever stops everything has already told why.
    if (!supervisor.isStopping()) say(`\n${messageOf(error)}\n`)
    await stop(1)
  }
}

await main()
