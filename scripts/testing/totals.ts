/** What Hardhat's Solidity runner says of a test: a fuzz test has runs, an invariant also has calls. */
type TestResult = {
  name: string
  status: string
  kind: { runs?: bigint; calls?: bigint; reverts?: bigint }
}
export type Suite = { testResults: readonly TestResult[] }

export type Totals = {
  tests: number
  failed: number
  fuzzRuns: number
  invariantCalls: number
  /** Calls of invariants that ended in a revert, which some suites allow. */
  refusedCalls: number
}

export const NO_TOTALS: Totals = { tests: 0, failed: 0, fuzzRuns: 0, invariantCalls: 0, refusedCalls: 0 }

export function addTotals(a: Totals, b: Totals): Totals {
  return {
    tests: a.tests + b.tests,
    failed: a.failed + b.failed,
    fuzzRuns: a.fuzzRuns + b.fuzzRuns,
    invariantCalls: a.invariantCalls + b.invariantCalls,
    refusedCalls: a.refusedCalls + b.refusedCalls,
  }
}

function totalsOfTest({ status, kind: { runs = 0n, calls, reverts = 0n } }: TestResult): Totals {
  return {
    tests: status === 'Success' ? 1 : 0,
    failed: status === 'Failure' ? 1 : 0,
    fuzzRuns: calls === undefined ? Number(runs) : 0,
    invariantCalls: Number(calls ?? 0n),
    refusedCalls: Number(reverts),
  }
}

export function totalsOf(suites: readonly Suite[]): Totals {
  return suites
    .flatMap(({ testResults }) => testResults)
    .map(totalsOfTest)
    .reduce(addTotals, NO_TOTALS)
}
