/** The value that this share of all values does not exceed: 0.5 for the median, 0.95 for what one in twenty exceeds. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  const value = sorted[Math.ceil(sorted.length * share) - 1]
  if (value === undefined) throw new Error('a percentile needs values, and a share above 0 and at most 1')
  return value
}

export function median(values: readonly number[]): number {
  return percentile(values, 0.5)
}

/** Rounded to so many significant digits, as no measurement of ours has more. */
export function rounded(value: number, digits = 3): number {
  return Number(value.toPrecision(digits))
}
