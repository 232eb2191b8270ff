/** Statements that each connection keeps; every one takes memory in Postgres. */
const MOST_KEPT = 300
/** Lists that are written out make ever new texts: only what is asked so often is kept. */
const ASKED_OFTEN = 10
const MOST_COUNTED = 2_000
/** A page of a list is planned each time: what is rare and what is common, few rows and many, want other plans. */
const A_PAGE = /\blimit \$\d+/i

/** Which statements connections keep prepared, and under which names. */
export interface KeptStatements {
  /** The name of a text that is asked often, the same on every connection; undefined for others. */
  nameOf(text: string): string | undefined
  /** Counts up whenever what was prepared before is of no use any more. */
  schema(): number
  /** Drops what was prepared for a schema that a migration has changed. */
  forgetSchema(schema: number): void
}

export function keptStatements(): KeptStatements {
  const names = new Map<string, string>()
  const asked = new Map<string, number>()
  let present = 0

  function nameOf(text: string): string | undefined {
    const known = names.get(text)
    if (known !== undefined || names.size >= MOST_KEPT || A_PAGE.test(text)) return known
    const times = (asked.get(text) ?? 0) + 1
    if (times < ASKED_OFTEN) {
      if (asked.size >= MOST_COUNTED) asked.clear()
      asked.set(text, times)
      return undefined
    }
    asked.delete(text)
    const name = `kept_${present}_${names.size}`
    names.set(text, name)
    return name
  }

  return {
    nameOf,
    schema: () => present,
    forgetSchema: (schema) => {
      if (schema !== present) return
      present += 1
      names.clear()
    },
  }
}
