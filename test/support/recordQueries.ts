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
    const noted = async (asked: string | pg.QueryConfig, given: unknown[] = []) => {
      const { values = given, ...config } = typeof asked === 'string' ? { text: asked } : asked
      const result = await query({ ...config, values })
      recorded.push({ text: config.text, values, rows: result.rows })
      return result
    }
    Object.assign(client, { query: noted })
  })
  return recorded
}
