import pg from 'pg'
import { buffersOf, explain } from '../../test/support/queryPlan.ts'
import type { RecordedQuery } from '../../test/support/recordQueries.ts'

export interface Judged {
  sequentialScans: number
  /** Pages of 8 KiB that the query touched, from memory or not. */
  buffers: number
}

/** How Postgres runs a query that the API was seen to send. */
export async function judgePlan(databaseUrl: string, query: RecordedQuery): Promise<Judged> {
  const db = new pg.Client({ connectionString: databaseUrl })
  await db.connect()
  try {
    const plan = await explain(db, query)
    return { sequentialScans: [...plan.matchAll(/Seq Scan/g)].length, buffers: buffersOf(plan) }
  } finally {
    await db.end()
  }
}
