export type Counts = { passed: number; failed: number; skipped: number }

export const NO_TESTS: Counts = { passed: 0, failed: 0, skipped: 0 }

function sum(output: string, pattern: RegExp): number {
  return [...output.matchAll(pattern)].reduce((total, [, digits]) => total + Number(digits), 0)
}

/**
 * Counts of every runner that wrote into the output: the summary lines of Node's (`ℹ pass 8`) and of Hardhat's
 * (`12 passing`). What was cancelled has failed.
 */
export function countTests(output: string): Counts {
  return {
    passed: sum(output, /^(?:ℹ|#) pass (\d+)$/gm) + sum(output, /^\s*(\d+) passing\b/gm),
    failed: sum(output, /^(?:ℹ|#) (?:fail|cancelled) (\d+)$/gm) + sum(output, /^\s*(\d+) failing\b/gm),
    skipped:
      sum(output, /^(?:ℹ|#) (?:skipped|todo) (\d+)$/gm) + sum(output, /^\s*(\d+) (?:skipped|todo)\b/gm),
  }
}

export function addCounts(a: Counts, b: Counts): Counts {
  return { passed: a.passed + b.passed, failed: a.failed + b.failed, skipped: a.skipped + b.skipped }
}
