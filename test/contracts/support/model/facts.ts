/** An event by its name and arguments; numbers may be of either kind. */
export type Fact = { name: string; args: { [name: string]: unknown } }

/** Facts as sorted text, so that two lists of them can be compared whatever their order and the kind of their numbers. */
export function canonical(facts: readonly Fact[]): string[] {
  return facts.map(({ name, args }) => `${name} ${JSON.stringify(plain(args))}`).sort()
}

function plain(value: unknown): unknown {
  if (typeof value === 'bigint' || typeof value === 'number') return value.toString()
  if (typeof value === 'string') return value.toLowerCase()
  if (typeof value !== 'object' || value === null) return value
  const entries = Object.entries(value).map(([key, inner]) => [key, plain(inner)] as const)
  return Object.fromEntries(entries.sort(([a], [b]) => (a < b ? -1 : 1)))
}
