import type pg from 'pg'

export interface RecordedQuery {
  text: string
  values: unknown[]
  /** What it answered. */
  rows: Record<string, unknown>[]
}

/** Notes every query that goes through a pool's connections from now on, with its values and what it answered. */
export function recordQueries(pool: pg.Pool): RecordedQuery[] {
  const recorded: RecordedQuery[] = []
  pool.on('connect', (client) => {
    const query = client.query.bind(client)
    const noted = async (text: string, values: unknown[] = []) => {
      const result = await query(text, values)
      recorded.push({ text, values, rows: result.rows })
      return result
    }
    Object.assign(client, { query: noted })
  })
  return recorded
}
