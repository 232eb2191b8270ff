import pg from 'pg'
import type { RecordedQuery } from '../../test/support/recordQueries.ts'

interface PlanNode {
  'Node Type': string
  'Shared Hit Blocks': number
  'Shared Read Blocks': number
  Plans?: PlanNode[]
}

export interface Judged {
  sequentialScans: number
  /** Pages of 8 KiB that the query touched, from memory or not. */
  buffers: number
}

/** How Postgres runs a query that the API was seen to send. */
export async function judgePlan(databaseUrl: string, { text, values }: RecordedQuery): Promise<Judged> {
  const db = new pg.Client({ connectionString: databaseUrl })
  await db.connect()
  try {
    const { rows } = await db.query<{ 'QUERY PLAN': [{ Plan: PlanNode }] }>(
      `EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ${text}`,
      values,
    )
    const plan = rows[0]?.['QUERY PLAN'][0].Plan
    if (!plan) throw new Error(`Postgres explained nothing of ${text}`)
    return {
      sequentialScans: nodesOf(plan).filter((node) => node['Node Type'] === 'Seq Scan').length,
      buffers: plan['Shared Hit Blocks'] + plan['Shared Read Blocks'],
    }
  } finally {
    await db.end()
  }
}

function nodesOf(node: PlanNode): PlanNode[] {
  return [node, ...(node.Plans ?? []).flatMap(nodesOf)]
}
