/** One row of a benchmark. Rows without a target have `target` and `pass` null. */
export type BenchResult = {
  name: string
  value: number
  unit: string
  target: number | null
  pass: boolean | null
}

/** A row that must not exceed its target. */
export function atMost(name: string, value: number, unit: string, target: number): BenchResult {
  return { name, value, unit, target, pass: value <= target }
}

/** A row that must not fall below its target. */
export function atLeast(name: string, value: number, unit: string, target: number): BenchResult {
  return { name, value, unit, target, pass: value >= target }
}

/** A row that is only told. */
export function report(name: string, value: number, unit: string): BenchResult {
  return { name, value, unit, target: null, pass: null }
}
