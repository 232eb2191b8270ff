/** How many values only one of two sets has. */
export function differing(one: ReadonlySet<string>, other: ReadonlySet<string>): number {
  const missingIn = (set: ReadonlySet<string>, values: ReadonlySet<string>) =>
    [...values].filter((value) => !set.has(value)).length
  return missingIn(one, other) + missingIn(other, one)
}
