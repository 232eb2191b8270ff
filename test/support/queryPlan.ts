import type pg from 'pg'

/** How Postgres carries out a query, in words; it is carried out. */
export async function explain(
  db: Pick<pg.Pool, 'query'>,
  query: { text: string; values: readonly unknown[] },
): Promise<string> {
  const { rows } = await db.query<Record<'QUERY PLAN', string>>(
    `explain (analyze, buffers, timing off, summary off) ${query.text}`,
    [...query.values],
  )
  return rows.map((row) => row['QUERY PLAN']).join('\n')
}

/** Pages of 8 KiB that the whole query touched: the first line counts for all below it. */
export function buffersOf(plan: string): number {
  const counts = /Buffers: shared(?: hit=(\d+))?(?: read=(\d+))?/.exec(plan)
  return Number(counts?.[1] ?? 0) + Number(counts?.[2] ?? 0)
}
