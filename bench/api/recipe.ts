import type { RecordedQuery } from '../../test/support/recordQueries.ts'

/** A query to repeat, with values of which some are made anew each time. */
export interface RecipeQuery {
  text: string
  values: RecipeValue[]
}

export type RecipeValue =
  | { kind: 'same'; value: unknown }
  /** Text in which what must be unique is replaced, by its first appearance in the recording. */
  | { kind: 'text'; value: string }
  /** What an earlier query of the same round answered. */
  | { kind: 'answer'; query: number; column: string }
  | { kind: 'bytes'; hex: string }

export interface Recipe {
  queries: RecipeQuery[]
  /** What must be another in each round: ids, tokens and keys that the recording made. */
  unique: string[]
  /** The merchants that take turns; the first is the one of the recording. */
  merchants: string[]
}

/** The queries of a recording that write, as a recipe for doing the same work again under other ids. */
export function recipeOf(recorded: readonly RecordedQuery[], merchants: string[]): Recipe {
  const writes = recorded.filter(({ text }) => /^(insert|update|select florin\.add_job)/i.test(text.trim()))
  const unique = [...new Set(writes.flatMap(({ values }) => values.flatMap(uniqueIn)))].filter(
    (text) => !merchants.includes(text),
  )
  const queries = writes.map(({ text, values }, index) => ({
    text,
    values: values.map((value) => recipeValue(value, writes.slice(0, index))),
  }))
  return { queries, unique, merchants }
}

/** Ids, tokens of 32 bytes, and hashes of 32 bytes. */
const UNIQUE = /[a-z]+_[0-7][0-9a-hjkmnp-tv-z]{25}|0x[0-9a-f]{64}|bench-key-\d+|req_[0-9a-f]{32}|[\w-]{43}/g

function uniqueIn(value: unknown): string[] {
  return typeof value === 'string' ? (value.match(UNIQUE) ?? []) : []
}

function recipeValue(value: unknown, earlier: readonly RecordedQuery[]): RecipeValue {
  if (typeof value === 'bigint') return counted(value, earlier)
  if (Buffer.isBuffer(value)) return { kind: 'bytes', hex: value.toString('hex') }
  return typeof value === 'string' ? { kind: 'text', value } : { kind: 'same', value }
}

/** A number that a counter gave is given anew in each round. */
function counted(value: bigint, earlier: readonly RecordedQuery[]): RecipeValue {
  const query = earlier.findLastIndex(
    ({ text, rows }) => /merchant_counter/.test(text) && rows[0]?.value === value,
  )
  return query < 0 ? { kind: 'same', value: String(value) } : { kind: 'answer', query, column: 'value' }
}
