export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** What stands at a path of parsed JSON; undefined where there is no such path. */
export function valueAt(value: unknown, path: readonly string[]): unknown {
  return path.reduce<unknown>((at, name) => (isRecord(at) ? at[name] : undefined), value)
}

/** The text at a path of parsed JSON; says which one is missing. */
export function textAt(value: unknown, ...path: string[]): string {
  const found = valueAt(value, path)
  if (typeof found !== 'string') throw new Error(`"${path.join('.')}" should be a text.`)
  return found
}

/** The whole number at a path of parsed JSON; says which one is missing. */
export function integerAt(value: unknown, ...path: string[]): number {
  const found = valueAt(value, path)
  if (typeof found !== 'number' || !Number.isInteger(found)) {
    throw new Error(`"${path.join('.')}" should be a whole number.`)
  }
  return found
}
