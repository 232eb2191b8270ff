import type { Random } from '../../../support/random.ts'
import { list, record, type Schema } from './operations.ts'
import type { Ids } from './words.ts'

/** What valid requests are made of beside their schemas. */
export type Supply = {
  random: Random
  /** Ids to take where the document wants one. */
  ids: Ids
  /** Values of fields by their names, where only some strings mean something, such as a chain. */
  fields: Readonly<Record<string, readonly [string, ...string[]]>>
}

const TEXTS = ['Ten apples', 'Crème brûlée', '請求書', 'שלום', 'a', '🍏', "O'Brien & <sons>"] as const
const A_MINUTE = 60_000
const EXAMPLE_ID = /^([a-z]{2,6})_[0-9a-z]{26}$/

/** A value that the schema accepts, as far as a schema says it. */
export function makeValid(supply: Supply, schema: Schema, name = ''): unknown {
  const { random } = supply
  if ('const' in schema) return schema.const
  const choices = list(schema.enum ?? schema.anyOf ?? schema.oneOf)
  const choice = choices[random.integer(choices.length)]
  if (choices.length > 0) return schema.enum ? choice : makeValid(supply, record(choice), name)
  if (Array.isArray(schema.allOf))
    return makeValid(supply, Object.assign({}, ...schema.allOf.map(record)), name)
  switch (list(schema.type)[0] ?? schema.type) {
    case 'string':
      return makeText(supply, schema, name)
    case 'integer':
    case 'number':
      return makeNumber(random, schema)
    case 'boolean':
      return random.integer(2) === 0
    case 'array':
      return makeArray(supply, schema, name)
    case 'object':
      return makeObject(supply, schema)
    default:
      return null
  }
}

function makeText({ random, ids, fields }: Supply, schema: Schema, name: string): string {
  const own = fields[name]
  if (own && random.integer(10) > 0) return random.pick(own)
  const example = typeof schema.example === 'string' ? schema.example : undefined
  const prefix = EXAMPLE_ID.exec(example ?? '')?.[1]
  if (prefix) return ids.pick(random, prefix) ?? example ?? ''
  if (schema.format === 'date-time')
    return new Date(Date.now() + random.integer(10_000) * A_MINUTE).toISOString()
  if (example !== undefined && (schema.pattern || schema.format || random.integer(2) === 0)) return example
  const most = typeof schema.maxLength === 'number' ? schema.maxLength : 100
  return random
    .pick(TEXTS)
    .repeat(random.integer(20) === 0 ? 40 : 1)
    .slice(0, most)
}

function makeNumber(random: Random, { minimum, maximum }: Schema): number {
  const least = typeof minimum === 'number' ? minimum : 0
  const most = Math.min(typeof maximum === 'number' ? maximum : least + 1_000, least + 100_000)
  return random.integer(5) === 0 ? most : least + random.integer(most - least + 1)
}

function makeArray(supply: Supply, { items, minItems, maxItems }: Schema, name: string): unknown[] {
  const least = typeof minItems === 'number' ? minItems : 0
  const most = Math.min(typeof maxItems === 'number' ? maxItems : least + 3, least + 3)
  const length = least + supply.random.integer(most - least + 1)
  return Array.from({ length }, () => makeValid(supply, record(items), name))
}

function makeObject(supply: Supply, schema: Schema): Schema {
  const { random } = supply
  const required = new Set(list(schema.required))
  const made = Object.entries(record(schema.properties))
    .filter(([name]) => required.has(name) || random.integer(3) === 0)
    .map(([name, inner]) => [name, makeValid(supply, record(inner), name)])
  const more = Object.keys(record(schema.additionalProperties)).length > 0 ? random.integer(4) : 0
  for (let index = 0; index < more; index += 1)
    made.push([`key${index}`, makeValid(supply, record(schema.additionalProperties))])
  return Object.fromEntries(made)
}
