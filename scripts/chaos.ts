// `npm run chaos -- NAME`: breaks things on purpose, and then compares everything with the chain.
import { parseArgs } from 'node:util'
import { chaosDuplicates } from '../test/chaos/duplicates.ts'
import { chaosFuzz } from '../test/chaos/fuzz.ts'
import { chaosIndexerCrash } from '../test/chaos/indexerCrash.ts'
import { chaosReorg } from '../test/chaos/reorg.ts'
import type { Progress } from '../test/chaos/support/progress.ts'
import type { ChaosResult } from '../test/chaos/support/result.ts'
import { createChaosBar } from './testing/chaosBar.ts'
import { printResults } from './testing/printResults.ts'

const DEFAULT_REORGS = 200
const DEFAULT_ROUNDS = 2
const DEFAULT_REQUESTS = 100_000
const DEFAULT_WRITES = 1_000
const SEEDS = 2 ** 31

type Run = {
  seed: number
  reorgs: number
  rounds: number
  requests: number
  writes: number
  isForgetful: boolean
  progress: Progress
}
type Fault = (run: Run) => Promise<ChaosResult[]>

const faults = new Map<string, Fault>([
  ['reorg', chaosReorg],
  ['indexer-crash', chaosIndexerCrash],
  ['fuzz', chaosFuzz],
  ['duplicates', chaosDuplicates],
])
const names = [...faults.keys()]
const HELP = `Usage: npm run chaos -- NAME [OPTIONS]
NAME: ${names.join(', ')}, all

Starts a Florin of its own, breaks it at random under load, and counts what is wrong afterwards. Exits with 1 if anything is,
with 2 for wrong options.

  --seed <n>    repeats the random choices of a run, which prints its seed
  --requests <n>  how many requests (${DEFAULT_REQUESTS}); for fuzz
  --writes <n>  how many writes (${DEFAULT_WRITES}); for duplicates
  --reorgs <n>  how many reorgs (${DEFAULT_REORGS}); for reorg
  --rounds <n>  how often each phase comes, with two crashes (${DEFAULT_ROUNDS}); for indexer-crash
  --forgetful   the indexer's node knows nothing of blocks that a reorg removed, as some do; for reorg
  --json        end with one line of JSON
`

class UsageError extends Error {}

function readArguments(args: string[]) {
  const text = { type: 'string' } as const
  const flag = { type: 'boolean', default: false } as const
  const options = {
    seed: text,
    requests: text,
    writes: text,
    reorgs: text,
    rounds: text,
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

async function main(args: string[]): Promise<void> {
  const options = readArguments(args)
  if (options.help) {
    process.stdout.write(HELP)
    return
  }
  const runs = chosen(options.name)
  const seed = countOf('seed', options.seed, 1 + Math.floor(Math.random() * (SEEDS - 1)))
  const reorgs = countOf('reorgs', options.reorgs, DEFAULT_REORGS)
  const requests = countOf('requests', options.requests, DEFAULT_REQUESTS)
  const writes = countOf('writes', options.writes, DEFAULT_WRITES)
  const rounds = countOf('rounds', options.rounds, DEFAULT_ROUNDS)
  const isForgetful = options.forgetful
  process.stderr.write(`--seed ${seed}\n`)
  const results: ChaosResult[] = []
  for (const [name, fault] of runs) {
    const found = await fault({
      seed,
      reorgs,
      rounds,
      requests,
      writes,
      isForgetful,
      progress: createChaosBar(),
    })
    const isAlone = runs.length === 1
    results.push(...found.map((row) => (isAlone ? row : { ...row, name: `${name}.${row.name}` })))
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
