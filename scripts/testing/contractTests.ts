import { spawn } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { availableParallelism } from 'node:os'
import process from 'node:process'
import type { HardhatRuntimeEnvironment } from 'hardhat/types/hre'
import { onLifelineClosed } from '../local/lifeline.ts'
import { readOptions } from '../local/options.ts'
import { ROOT } from '../local/settings.ts'
import { countTests } from './counts.ts'
import { addTotals, NO_TOTALS, type Suite, type Totals, totalsOf } from './totals.ts'

const INTERRUPTED = 130
/** One for each group of settings: of contracts, and of tests. */
const COMPILERS = 2
const SEED = 'FLORIN_TEST_SEED'

/** A profile of hardhat.config.ts, which says how many runs there are. */
type Profile = 'default' | 'deep'
type Outcome = { passed: boolean; totals: Totals }
type SolidityRun =
  | { success: true; value: { suiteResults: Suite[] } }
  | { success: false; error: { suiteResults: Suite[] } }

/** Compiles and runs the Solidity tests in this process, because only its result says how many calls were made. */
async function runSolidity(profile: Profile): Promise<Outcome> {
  // Hardhat looks for its configuration where it is started.
  process.chdir(ROOT)
  const { default: hre } = await import('hardhat')
  await compileSideBySide(hre)
  const run: SolidityRun = await hre.tasks.getTask(['test', 'solidity']).run({ testProfile: profile })
  const { suiteResults } = run.success ? run.value : run.error
  return { passed: run.success, totals: totalsOf(suiteResults) }
}

/**
 * Compiles contracts and tests at the same time, since Hardhat alone would leave the other core of a small machine idle. What
 * does not compile is told when the tests are run.
 */
async function compileSideBySide(hre: HardhatRuntimeEnvironment): Promise<void> {
  const roots = await hre.solidity.getRootFilePaths({ scope: 'contracts' })
  await hre.solidity.build(roots, { quiet: true, concurrency: COMPILERS })
}

/** Runs TypeScript tests of the contracts, and shows what they print while they print it. */
function runTypeScript({ files, env }: TypeScriptTests): Promise<Outcome> {
  const args = ['--test', `--test-concurrency=${availableParallelism()}`, '--test-reporter=spec', ...files]
  return new Promise((resolve, reject) => {
    const child = spawn(process.execPath, args, {
      cwd: ROOT,
      env: { ...process.env, ...env },
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const stop = () => child.kill('SIGTERM')
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.once(signal, stop)
    let output = ''
    child.stdout.setEncoding('utf8').on('data', (text: string) => {
      output += text
      process.stdout.write(text)
    })
    child.on('error', reject).on('close', (code) => {
      const { passed, failed } = countTests(output)
      resolve({ passed: code === 0, totals: { ...NO_TOTALS, tests: passed, failed } })
    })
  })
}

function tell({ tests, failed, fuzzRuns, invariantCalls, refusedCalls }: Totals): void {
  const count = (n: number) => n.toLocaleString('en')
  if (failed > 0) console.log(`contracts: ${count(failed)} tests failed`)
  console.log(`contracts: ${count(refusedCalls)} of the invariant calls were refused by a revert`)
  console.log(
    `contracts: ${count(tests)} tests passed, ${count(fuzzRuns)} fuzz runs, ${count(invariantCalls)} invariant calls`,
  )
}

/** Patterns of their files, and what they read from the environment. */
type TypeScriptTests = { files: readonly string[]; env: { [name: string]: string } }

type Options = {
  profile: Profile
  /** The TypeScript tests that run too. */
  typeScript: TypeScriptTests
  /** Whether every run makes other random choices than the one before. */
  newChoices: boolean
}

/** The configuration reads the variable, so this comes before it is loaded. */
function chooseSeed(): void {
  process.env[SEED] ??= String(randomInt(2 ** 31))
  console.log(`${SEED}=${process.env[SEED]}`)
}

/** The whole of a command that tests the contracts; ends the process. */
export async function testContracts(
  usage: string,
  { profile, typeScript, newChoices }: Options,
): Promise<never> {
  const { json = false } = readOptions(usage, { json: { type: 'boolean' } })
  onLifelineClosed(() => process.exit(INTERRUPTED))
  if (newChoices) chooseSeed()
  const outcomes = [await runSolidity(profile), await runTypeScript(typeScript)]
  const totals = outcomes.map((outcome) => outcome.totals).reduce(addTotals)
  const ok = outcomes.every(({ passed }) => passed)
  tell(totals)
  if (json) console.log(JSON.stringify({ ok, ...totals }))
  process.exit(ok ? 0 : 1)
}
