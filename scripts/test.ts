// `npm test`: the checks, then every test with a real Postgres, real chains and a real browser.
import path from 'node:path'
import { parseArgs } from 'node:util'
import { startTestCluster, TEST_CLUSTER_VARIABLE } from '../test/support/cluster.ts'
import { florinDir } from './local/settings.ts'
import { addCounts } from './testing/counts.ts'
import { createDisplay } from './testing/display.ts'
import { type Outcome, runSteps } from './testing/runSteps.ts'
import { checkSteps, type Step, testLanes } from './testing/steps.ts'
import { untilStopped } from './testing/untilStopped.ts'

const HELP = `Usage: npm test [-- <step>…]

Runs the checks and all tests, or only the named steps: check, or a folder of test/ (api, indexer, e2e, …).
FLORIN_TEST_SEED=<n> repeats the random choices of a run.
`

type Chosen = { checks: Step[]; lanes: Step[][] }

function choose(names: readonly string[]): Chosen {
  const all: Chosen = { checks: checkSteps(), lanes: testLanes() }
  if (names.length === 0) return all
  const known = ['check', ...all.lanes.flat().map(({ name }) => name)]
  const unknown = names.find((name) => !known.includes(name))
  if (unknown !== undefined) {
    process.stderr.write(`There is no step "${unknown}". Steps: ${known.join(', ')}.\n`)
    process.exit(2)
  }
  return {
    checks: names.includes('check') ? all.checks : [],
    lanes: all.lanes.map((steps) => steps.filter(({ name }) => names.includes(name))),
  }
}

/** Variables that a person may set for the tests themselves, and where Node keeps compiled code for the next process. */
function environment(): Record<string, string> {
  const given = Object.entries(process.env).filter(([name]) => name.startsWith('FLORIN_TEST_'))
  const values = given.map(([name, value]) => [name, value ?? ''] as const)
  const compileCache = path.join(florinDir(process.env), 'compile-cache')
  return { ...Object.fromEntries(values), NODE_COMPILE_CACHE: compileCache }
}

function merge(a: Outcome, b: Outcome): Outcome {
  return { counts: addCounts(a.counts, b.counts), failedSteps: [...a.failedSteps, ...b.failedSteps] }
}

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { help: { type: 'boolean', short: 'h' } },
})
if (values.help) {
  process.stdout.write(HELP)
  process.exit(0)
}

await untilStopped(async (supervisor) => {
  const since = performance.now()
  const { checks, lanes } = choose(positionals)
  const total = checks.length + lanes.flat().length
  const display = createDisplay(total)
  const common = { supervisor, display }
  const shared = environment()
  const checked = await runSteps(checks, { ...common, env: shared, concurrency: 2 })

  const cluster = await startTestCluster()
  await supervisor.watch('postgres', cluster.part)
  const env = { ...shared, [TEST_CLUSTER_VARIABLE]: `${cluster.adminUrl} ${cluster.dir}` }
  const tested = await Promise.all(lanes.map((steps) => runSteps(steps, { ...common, env, concurrency: 1 })))
  await cluster.stop()
  display.close()

  const { counts, failedSteps } = [checked, ...tested].reduce(merge)
  const minutes = ((performance.now() - since) / 60_000).toFixed(1)
  const lines = [`Ran ${total} steps in ${minutes} min.`]
  if (failedSteps.length > 0) lines.push(`Failed steps: ${failedSteps.join(', ')}.`)
  if (counts.skipped > 0) lines.push(`${counts.skipped} skipped`)
  lines.push(`${counts.passed} passed, ${counts.failed} failed`)
  process.stdout.write(`${lines.join('\n')}\n`)
  return failedSteps.length > 0 || counts.passed === 0 ? 1 : 0
})
