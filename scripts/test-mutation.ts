// `npm run test:mutation`: small faults are put into the contracts, and the Solidity tests have to find them.
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { readOptions } from './local/options.ts'
import { loadProject } from './mutation/loadProject.ts'
import type { Mutant } from './mutation/mutant.ts'
import { planMutants } from './mutation/mutants.ts'
import { judgeAll } from './mutation/pool.ts'
import { createBar } from './mutation/progress.ts'
import { reportOf } from './mutation/report.ts'
import { type Result, resultOf, TARGET_PERCENT } from './mutation/result.ts'
import { sample } from './mutation/sample.ts'
import { oneLine, readAccepted } from './mutation/survivors.ts'
import { untilStopped } from './testing/untilStopped.ts'

const HELP = `Usage: npm run test:mutation [-- OPTIONS]

Puts one small fault after the other into the contracts (another operator, a guard, modifier or statement gone, a constant
one off), and runs the Solidity tests against each. Exits with 1 below ${TARGET_PERCENT} % killed. Survivors that someone has looked at
stand with their reason in test/mutation/survivors.json; they count as survivors all the same.

  --only <text>   only mutants whose file, function or operator contains it
  --sample <n>    only n of them, drawn by chance
  --seed <n>      repeats a draw
  --workers <n>   processes at a time (2, or 1 on one core)
  --list          only print the mutants
  --json          end with one line of JSON
`
const ACCEPTED = fileURLToPath(new URL('../test/mutation/survivors.json', import.meta.url))

const options = readOptions(HELP, {
  only: { type: 'string', default: '' },
  sample: { type: 'string' },
  seed: { type: 'string' },
  workers: { type: 'string' },
  list: { type: 'boolean', default: false },
  json: { type: 'boolean', default: false },
})
const say = (text: string) => process.stderr.write(`${text}\n`)

/** Ends the process with 2 where it is no whole number above zero. */
function countOf(name: string, text: string | undefined, otherwise: number): number {
  if (text === undefined) return otherwise
  if (/^[1-9]\d*$/.test(text)) return Number(text)
  say(`--${name} must be a whole number above zero, not "${text}".`)
  process.exit(2)
}

function choose(all: readonly Mutant[], size: number, seed: number): Mutant[] {
  const matching = all.filter((mutant) =>
    [mutant.file, mutant.function, mutant.operator].some((text) => text.includes(options.only)),
  )
  if (options.sample === undefined) return matching
  say(`--seed ${seed}`)
  return sample(matching, size, seed)
}

const lineOf = (mutant: Mutant) =>
  `${mutant.file}:${mutant.line} ${mutant.function} (${mutant.operator}) ${oneLine(mutant.original)} → ${oneLine(mutant.replacement)}`

function jsonOf({ counts, percent, pass, survivors, stale }: Result, seconds: number): string {
  const figures = { ...counts, percent, target: TARGET_PERCENT, pass, seconds: Math.round(seconds) }
  return JSON.stringify({ test: 'mutation', ...figures, survivors, stale })
}

async function run(): Promise<number> {
  const since = performance.now()
  const size = countOf('sample', options.sample, 1)
  const seed = countOf('seed', options.seed, 1 + Math.floor(Math.random() * 2 ** 31))
  const workers = countOf('workers', options.workers, Math.min(2, availableParallelism()))
  const accepted = await readAccepted(ACCEPTED)
  say('Compiling the contracts and their tests …')
  const project = await loadProject()
  const plan = planMutants(project)
  const mutants = choose(plan.mutants, size, seed)
  if (options.list) {
    for (const mutant of mutants) process.stdout.write(`${lineOf(mutant)}\n`)
    return 0
  }
  if (mutants.length === 0) throw new Error(`No mutant matches "${options.only}".`)
  say(`${mutants.length} of ${plan.mutants.length} mutants; first the tests have to pass without any …`)
  const bar = createBar(mutants.length)
  const judging = judgeAll({ project, plan, mutants, workers, onJudged: bar.add })
  const judged = await judging.finally(bar.stop)
  const result = resultOf(plan.mutants, judged, accepted)
  const seconds = (performance.now() - since) / 1000
  process.stdout.write(`${reportOf(judged, result, seconds)}\n`)
  if (options.json) process.stdout.write(`${jsonOf(result, seconds)}\n`)
  return result.pass ? 0 : 1
}

await untilStopped(run)
