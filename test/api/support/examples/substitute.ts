/** Every object of the document's examples ends alike: only its prefix tells what it is. */
const EXAMPLE_ID = /^([a-z]+)_01h2xcejqtf2nbrexx3vqjhp41$/
const EXAMPLE_ID_ANYWHERE = /[a-z]+_01h2xcejqtf2nbrexx3vqjhp41/

export function exampleIdPrefix(id: string): string {
  const prefix = EXAMPLE_ID.exec(id)?.[1]
  if (prefix === undefined) throw new Error(`${id} is no id of an example`)
  return prefix
}

/**
 * The value with what is known in the place of the examples' texts, and with new objects in the place of ids that are not
 * known yet; those are remembered in `known`, so that one id means one object.
 */
export async function substitute(
  value: unknown,
  known: Record<string, string>,
  make: (id: string) => Promise<string>,
): Promise<unknown> {
  if (typeof value === 'string') return substituteText(value, known, make)
  if (Array.isArray(value)) {
    const items: unknown[] = []
    for (const item of value) items.push(await substitute(item, known, make))
    return items
  }
  if (typeof value !== 'object' || value === null) return value
  const fields: Record<string, unknown> = {}
  for (const [name, field] of Object.entries(value)) fields[name] = await substitute(field, known, make)
  return fields
}

async function substituteText(
  text: string,
  known: Record<string, string>,
  make: (id: string) => Promise<string>,
): Promise<string> {
  const whole = known[text]
  if (whole !== undefined) return whole
  const id = EXAMPLE_ID_ANYWHERE.exec(text)?.[0]
  if (id === undefined) return text
  const real = known[id] ?? (await make(id))
  known[id] = real
  return substituteText(text.replaceAll(id, real), known, make)
}
