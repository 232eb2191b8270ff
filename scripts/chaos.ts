// `npm run chaos -- NAME`: breaks things on purpose, and then compares everything with the chain.
import { parseArgs } from 'node:util'
import { chaosBudget } from '../test/chaos/budget.ts'
import { chaosCrash } from '../test/chaos/crash.ts'
import { chaosDuplicates } from '../test/chaos/duplicates.ts'
import { chaosFees } from '../test/chaos/fees.ts'
import { chaosFuzz } from '../test/chaos/fuzz.ts'
import { chaosHours } from '../test/chaos/hours.ts'
import { chaosIndexerCrash } from '../test/chaos/indexerCrash.ts'
import { chaosPostgres } from '../test/chaos/postgres.ts'
import { chaosReorg } from '../test/chaos/reorg.ts'
import { chaosRpc } from '../test/chaos/rpc.ts'
import { chaosSsrf } from '../test/chaos/ssrf.ts'
import type { Progress } from '../test/chaos/support/progress.ts'
import type { ChaosResult } from '../test/chaos/support/result.ts'
import { chaosWebhooks } from '../test/chaos/webhooks.ts'
import { createChaosBar } from './testing/chaosBar.ts'
import { printResults } from './testing/printResults.ts'

const SEEDS = 2 ** 31

/** How much of each fault, unless told otherwise. */
const COUNTS = {
  reorgs: 200,
  rounds: 2,
  requests: 100_000,
  writes: 1_000,
  stops: 20,
  seeds: 2,
  events: 10_000,
  sales: 60,
  minutes: 480,
}

type Counts = typeof COUNTS
type Run = Counts & { seed: number; isForgetful: boolean; progress: Progress }
type Fault = (run: Run) => Promise<ChaosResult[]>

const faults = new Map<string, Fault>([
  ['reorg', chaosReorg],
  ['indexer-crash', chaosIndexerCrash],
  ['fuzz', chaosFuzz],
  ['duplicates', chaosDuplicates],
  ['postgres', chaosPostgres],
  ['crash', chaosCrash],
  ['webhooks', chaosWebhooks],
  ['ssrf', chaosSsrf],
  ['rpc', chaosRpc],
  ['fees', chaosFees],
  ['hours', chaosHours],
  ['budget', chaosBudget],
])
const names = [...faults.keys()]
const HELP = `Usage: npm run chaos -- NAME [OPTIONS]
NAME: ${names.join(', ')}, all

Starts a Florin of its own, breaks it at random under load, and counts what is wrong afterwards. Exits with 1 if anything is,
with 2 for wrong options.

  --seed <n>      repeats the random choices of a run, which prints its seed
  --reorgs <n>    how many reorgs (${COUNTS.reorgs}); for reorg
  --forgetful     the indexer's node knows nothing of blocks that a reorg removed, as some do; for reorg
  --rounds <n>    how often each phase comes, with two crashes (${COUNTS.rounds}); for indexer-crash
  --requests <n>  how many requests (${COUNTS.requests}); for fuzz
  --writes <n>    how many writes, each twenty times at once (${COUNTS.writes}); for duplicates
  --stops <n>     how often Postgres is stopped (${COUNTS.stops}); for postgres
  --seeds <n>     how often each moment comes, each time with the next seed (${COUNTS.seeds}); for crash
  --events <n>    how many events, fifty a second (${COUNTS.events}); for webhooks
  --sales <n>     how many payments, captured and refunded (${COUNTS.sales}); for rpc
  --minutes <n>   how long, by the chain's clock (${COUNTS.minutes}); for hours
  --json          end with one line of JSON
`

class UsageError extends Error {}

function readArguments(args: string[]) {
  const text = { type: 'string' } as const
  const flag = { type: 'boolean', default: false } as const
  const options = {
    seed: text,
    reorgs: text,
    rounds: text,
    requests: text,
    writes: text,
    stops: text,
    seeds: text,
    events: text,
    sales: text,
    minutes: text,
    forgetful: flag,
    json: flag,
    help: { ...flag, short: 'h' },
  } as const
  const { values, positionals } = parseArgs({ args, allowPositionals: true, options })
  return { ...values, name: positionals[0] ?? '' }
}

function chosen(name: string): [string, Fault][] {
  if (name === 'all') return [...faults]
  const fault = faults.get(name)
  if (!fault) throw new UsageError(`NAME must be one of ${names.join(', ')} or all, not "${name}".`)
  return [[name, fault]]
}

function countOf(option: string, text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise
  if (/^[1-9]\d{0,9}$/.test(text)) return Number(text)
  throw new UsageError(`--${option} must be a whole number above zero, not "${text}".`)
}

function countsOf(options: Partial<Record<keyof Counts, string>>): Counts {
  const count = (name: keyof Counts) => countOf(name, options[name], COUNTS[name])
  return {
    reorgs: count('reorgs'),
    rounds: count('rounds'),
    requests: count('requests'),
    writes: count('writes'),
    stops: count('stops'),
    seeds: count('seeds'),
    events: count('events'),
    sales: count('sales'),
    minutes: count('minutes'),
  }
}

async function main(args: string[]): Promise<void> {
  const options = readArguments(args)
  if (options.help) {
    process.stdout.write(HELP)
    return
  }
  const runs = chosen(options.name)
  const seed = countOf('seed', options.seed, 1 + Math.floor(Math.random() * (SEEDS - 1)))
  const counts = countsOf(options)
  process.stderr.write(`--seed ${seed}\n`)
  const results: ChaosResult[] = []
  for (const [name, fault] of runs) {
    const run = { ...counts, seed, isForgetful: options.forgetful, progress: createChaosBar() }
    const isAlone = runs.length === 1
    results.push(
      ...(await fault(run)).map((row) => (isAlone ? row : { ...row, name: `${name}.${row.name}` })),
    )
  }
  printResults(results)
  if (options.json) console.log(JSON.stringify({ bench: options.name, seed, results }))
  process.exitCode = results.some(({ pass }) => pass === false) ? 1 : 0
}

function isUsage(error: unknown): error is Error {
  return error instanceof UsageError || (error instanceof TypeError && 'code' in error)
}

try {
  await main(process.argv.slice(2))
} catch (error) {
  if (!isUsage(error)) throw error
  process.stderr.write(`${error.message}\n\n${HELP}`)
  process.exitCode = 2
}
