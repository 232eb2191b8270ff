import {
  CollectStackTraces,
  EdrContext,
  IncludeTraces,
  L1_CHAIN_TYPE,
  l1GenesisState,
  l1HardforkLatest,
  l1HardforkToString,
  l1SolidityTestRunnerFactory,
  type SolidityTestRunnerConfigArgs,
  type SuiteResult,
  TestStatus,
} from '@nomicfoundation/edr'
import type { Artifact, ArtifactId, Effort, TestSettings } from './project.ts'

const SEED = '0x466c6f72696e'

export type Suites = {
  /** Runs suite by suite until a test fails, and names that test; undefined when all pass. */
  firstFailure(artifacts: readonly Artifact[], effort: Effort): Promise<string | undefined>
}

/** As Hardhat sets up EDR for `hardhat test solidity`, with fewer runs, one seed and no traces. */
function runnerConfig(tests: TestSettings, effort: Effort): SolidityTestRunnerConfigArgs {
  return {
    projectRoot: tests.root,
    hardfork: l1HardforkToString(l1HardforkLatest()),
    localPredeploys: l1GenesisState(l1HardforkLatest()),
    gasLimit: tests.mostGas,
    disableBlockGasLimit: true,
    disableTransactionGasCap: true,
    collectStackTraces: CollectStackTraces.OnFailure,
    includeTraces: IncludeTraces.None,
    fuzz: { runs: effort.fuzzRuns, seed: SEED },
    invariant: {
      runs: effort.invariantRuns,
      depth: effort.invariantDepth,
      failOnRevert: tests.failOnRevert,
      shrinkRunLimit: 0,
    },
    testSourcePaths: tests.testPaths,
    declaredTestProfiles: tests.testProfiles,
  }
}

/** Results reach us by a callback, which may come after the run has ended. */
function runSuite(
  context: EdrContext,
  artifacts: readonly Artifact[],
  suite: ArtifactId,
  config: SolidityTestRunnerConfigArgs,
): Promise<SuiteResult> {
  return new Promise((resolve, reject) => {
    context
      .runSolidityTests(L1_CHAIN_TYPE, [...artifacts], [suite], config, { buildInfos: [] }, resolve)
      .catch(reject)
  })
}

function failureOf({ id, testResults }: SuiteResult): string | undefined {
  const failed = testResults.find(({ status }) => status === TestStatus.Failure)
  if (failed) return `${id.name}.${failed.name} (${failed.reason ?? 'no reason given'})`
  return testResults.length === 0 ? `${id.name} ran no tests` : undefined
}

/** How promising a suite is: what it killed so far, per time that it takes. */
type Record = { suite: ArtifactId; kills: number; milliseconds: number }
const promise = ({ kills, milliseconds }: Record) => (kills + 1) / milliseconds

export async function createSuites(suites: readonly ArtifactId[], tests: TestSettings): Promise<Suites> {
  const context = new EdrContext()
  await context.registerSolidityTestRunnerFactory(L1_CHAIN_TYPE, l1SolidityTestRunnerFactory())
  const records: Record[] = suites.map((suite) => ({ suite, kills: 0, milliseconds: 1 }))

  return {
    async firstFailure(artifacts, effort) {
      const config = runnerConfig(tests, effort)
      for (const record of records.toSorted((a, b) => promise(b) - promise(a))) {
        const since = performance.now()
        const failure = failureOf(await runSuite(context, artifacts, record.suite, config))
        if (failure !== undefined) {
          record.kills += 1
          return failure
        }
        // A suite that fails may fail at once: only whole runs tell how long it takes.
        if (effort === tests.quick) record.milliseconds = performance.now() - since
      }
      return undefined
    },
  }
}
