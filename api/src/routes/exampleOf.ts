import { z } from 'zod'

/** An example of a schema; or the places in it, such as `data[].number`, that lack one. */
export type Example = { value: unknown } | { missing: string[] }

/**
 * The schema's own example, else one made of those of its parts. What the caller may leave out is left out of an input.
 * Only text needs an example of its own: every other type has a value that says as much.
 */
export function exampleOf(schema: z.core.$ZodType, direction: 'input' | 'output', at = ''): Example {
  const given = z.globalRegistry.get(schema)?.example
  if (given !== undefined) return { value: given }
  if (schema instanceof z.ZodObject) return objectExample(schema.shape, direction, at)
  if (schema instanceof z.ZodArray) {
    return mapExample(exampleOf(schema.element, direction, `${at}[]`), (item) => [item])
  }
  if (schema instanceof z.ZodNullable) return orElse(exampleOf(schema.unwrap(), direction, at), null)
  if (schema instanceof z.ZodDefault) {
    return orElse(exampleOf(schema.unwrap(), direction, at), schema.def.defaultValue)
  }
  if (schema instanceof z.ZodOptional) return exampleOf(schema.unwrap(), direction, at)
  if (schema instanceof z.ZodPipe) return exampleOf(schema.def[endOf(direction)], direction, at)
  if (schema instanceof z.ZodUnion) return firstExample(schema.options, direction, at)
  if (schema instanceof z.ZodLiteral) return { value: schema.def.values[0] }
  if (schema instanceof z.ZodEnum) return { value: schema.options[0] }
  if (schema instanceof z.ZodBoolean) return { value: false }
  if (schema instanceof z.ZodNumber) return { value: 1 }
  if (schema instanceof z.ZodRecord) return { value: {} }
  return { missing: [at] }
}

function endOf(direction: 'input' | 'output'): 'in' | 'out' {
  return direction === 'input' ? 'in' : 'out'
}

function objectExample(
  shape: Readonly<Record<string, z.core.$ZodType>>,
  direction: 'input' | 'output',
  at: string,
): Example {
  const fields: Record<string, unknown> = {}
  const missing: string[] = []
  for (const [name, field] of Object.entries(shape)) {
    if (direction === 'input' && mayBeLeftOut(field)) continue
    const example = exampleOf(field, direction, at === '' ? name : `${at}.${name}`)
    if ('missing' in example) missing.push(...example.missing)
    else fields[name] = example.value
  }
  return missing.length > 0 ? { missing } : { value: fields }
}

function mayBeLeftOut(field: z.core.$ZodType): boolean {
  return field instanceof z.ZodOptional || field instanceof z.ZodDefault
}

function firstExample(
  options: readonly z.core.$ZodType[],
  direction: 'input' | 'output',
  at: string,
): Example {
  const examples = options.map((option) => exampleOf(option, direction, at))
  return examples.find((example) => 'value' in example) ?? examples[0] ?? { missing: [at] }
}

function mapExample(example: Example, map: (value: unknown) => unknown): Example {
  return 'value' in example ? { value: map(example.value) } : example
}

function orElse(example: Example, value: unknown): Example {
  return 'value' in example ? example : { value }
}
