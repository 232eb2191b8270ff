import { z } from 'zod'

const TYPES: Record<string, string> = {
  string: 'a string',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object',
  record: 'an object',
  null: 'null',
}

/** What would be right, where a schema does not say it itself. */
export function faultWords(issue: z.core.$ZodRawIssue): string {
  switch (issue.code) {
    case 'invalid_type': {
      const type = TYPES[issue.expected] ?? issue.expected
      return issue.input === undefined ? `must be given: ${type}` : `must be ${type}`
    }
    case 'invalid_value':
      return issue.values.length === 1
        ? `must be ${String(issue.values[0])}`
        : `must be one of: ${issue.values.map(String).join(', ')}`
    case 'unrecognized_keys': {
      const known = issue.inst instanceof z.ZodObject ? Object.keys(issue.inst.shape) : []
      return known.length === 0 ? 'is not known here' : `is not known here; known are: ${known.join(', ')}`
    }
    case 'too_big':
      return `${verbOf(issue.origin)} at most ${issue.maximum}${unitOf(issue.origin)}`
    case 'too_small':
      return `${verbOf(issue.origin)} at least ${issue.minimum}${unitOf(issue.origin)}`
    default:
      return 'has a form that is not taken here'
  }
}

const UNITS: Record<string, string> = { string: ' characters', array: ' entries' }

function unitOf(origin: string): string {
  return UNITS[origin] ?? ''
}

function verbOf(origin: string): string {
  return unitOf(origin) === '' ? 'must be' : 'must have'
}
