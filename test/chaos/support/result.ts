/** One row of a chaos run, in the shape of a benchmark's. Rows without a target have `target` and `pass` null. */
export type ChaosResult = {
  name: string
  value: number
  unit: string
  target: number | null
  pass: boolean | null
}

export function exactly(name: string, value: number, unit: string, target: number): ChaosResult {
  return { name, value, unit, target, pass: value === target }
}

export function atLeast(name: string, value: number, unit: string, target: number): ChaosResult {
  return { name, value, unit, target, pass: value >= target }
}

export function atMost(name: string, value: number, unit: string, target: number): ChaosResult {
  return { name, value, unit, target, pass: value <= target }
}

/** What must not happen at all. */
export const none = (name: string, value: number, unit: string) => exactly(name, value, unit, 0)

const MOST_EXAMPLES = 5

/** What must not happen at all; the first cases are told on stderr. */
export function noneOf(name: string, cases: readonly string[], unit: string): ChaosResult {
  for (const example of cases.slice(0, MOST_EXAMPLES)) process.stderr.write(`${name}: ${example}\n`)
  return none(name, cases.length, unit)
}

/** A row that is only told. */
export function told(name: string, value: number, unit: string): ChaosResult {
  return { name, value, unit, target: null, pass: null }
}

/** The middle and the largest of some durations. */
export function durations(name: string, milliseconds: readonly number[]): ChaosResult[] {
  const sorted = milliseconds.map(Math.round).sort((a, b) => a - b)
  return [
    told(`${name}.median`, sorted[Math.floor(sorted.length / 2)] ?? 0, 'ms'),
    told(`${name}.most`, sorted.at(-1) ?? 0, 'ms'),
  ]
}
