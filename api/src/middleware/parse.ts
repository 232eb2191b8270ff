import type { z } from 'zod'
import { DomainError } from '../domain/errors.ts'
import { faultWords } from './faultWords.ts'

const MAX_JSON_DEPTH = 20
const MAX_UNKNOWN = 10

/** Parses a part of a request; every fault is named with its path and what would be right. */
export function parsePart(schema: z.ZodObject | undefined, value: unknown, part: string): unknown {
  if (!schema) return undefined
  const parsed = schema.safeParse(value, { error: faultWords })
  if (parsed.success) return parsed.data
  const errors = parsed.error.issues.flatMap(eachOf).map((issue) => ({
    param: paramOf(issue, part),
    message: part === 'query' && isRepeated(value, issue.path) ? 'must be given once' : messageOf(issue),
  }))
  const first = errors[0]
  throw new DomainError(
    'invalid_request',
    first ? `${first.param}: ${first.message}` : 'The request is malformed.',
    {
      ...(first ? { param: first.param } : {}),
      errors,
    },
  )
}

/** Every unknown key is a fault of its own, of which a few tell enough. */
function eachOf(issue: z.core.$ZodIssue): z.core.$ZodIssue[] {
  if (issue.code !== 'unrecognized_keys') return [issue]
  return issue.keys.slice(0, MAX_UNKNOWN).map((key) => ({ ...issue, keys: [key] }))
}

/** A parameter that was given several times was read as a list. */
function isRepeated(query: unknown, path: readonly PropertyKey[]): boolean {
  const [step, ...rest] = path
  if (Array.isArray(query)) return true
  if (step === undefined || query === null || typeof query !== 'object') return false
  return Object.hasOwn(query, step) && isRepeated(Reflect.get(query, step), rest)
}

function paramOf(issue: z.core.$ZodIssue, part: string): string {
  const path = issue.code === 'unrecognized_keys' ? [...issue.path, issue.keys[0]] : issue.path
  if (part !== 'query') return path.length === 0 ? part : path.join('.')
  // A parameter with commas is a list to its schema alone; the caller wrote one name.
  const [first, ...rest] = path.filter((step) => typeof step !== 'number').map(String)
  return first === undefined ? part : `${first}${rest.map((name) => `[${name}]`).join('')}`
}

/** What is wrong with a key of the caller's own stands one level deeper than other faults. */
function messageOf(issue: z.core.$ZodIssue): string {
  const inner = issue.code === 'invalid_key' ? issue.issues[0] : undefined
  return inner ? `the key ${inner.message}` : issue.message
}

/** Refuses JSON nested deeper than any of our schemas, before anything recursive looks at it. */
export function checkJson(value: unknown, depth = 0): void {
  if (value === null || typeof value !== 'object') return
  if (depth >= MAX_JSON_DEPTH) throw badBody(`The body may be nested at most ${MAX_JSON_DEPTH} levels deep.`)
  // The schemas leave such a field out without a word, where every other unknown field is refused.
  if (Object.hasOwn(value, '__proto__')) throw badBody('The body may have no field named __proto__.')
  for (const inner of Object.values(value)) checkJson(inner, depth + 1)
}

function badBody(message: string): DomainError {
  return new DomainError('invalid_request', message, { param: 'body' })
}
