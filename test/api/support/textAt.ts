/** The text at a place of an answer; fails where there is none. */
export function textAt(value: unknown, ...path: string[]): string {
  let inner = value
  for (const name of path) {
    inner =
      typeof inner === 'object' && inner !== null
        ? Object.getOwnPropertyDescriptor(inner, name)?.value
        : undefined
  }
  if (typeof inner !== 'string') throw new Error(`there is no text at ${path.join('.')}`)
  return inner
}

/** The same, where it must be hex. */
export function hexAt(value: unknown, ...path: string[]): `0x${string}` {
  const text = textAt(value, ...path)
  if (!text.startsWith('0x')) throw new Error(`${path.join('.')} is no hex`)
  return `0x${text.slice(2)}`
}
