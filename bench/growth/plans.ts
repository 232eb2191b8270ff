import pg from 'pg'
import { z } from 'zod'
import type { RecordedQuery } from '../../test/support/recordQueries.ts'

interface PlanNode {
  'Node Type': string
  'Relation Name'?: string | undefined
  'Shared Hit Blocks': number
  'Shared Read Blocks': number
  Plans?: PlanNode[] | undefined
}

const nodeSchema: z.ZodType<PlanNode> = z.lazy(() =>
  z.object({
    'Node Type': z.string(),
    'Relation Name': z.string().optional(),
    'Shared Hit Blocks': z.number(),
    'Shared Read Blocks': z.number(),
    Plans: z.array(nodeSchema).optional(),
  }),
)
const explained = z.tuple([z.object({ Plan: nodeSchema })])

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
    const { rows } = await db.query(`EXPLAIN (ANALYZE, BUFFERS, FORMAT JSON) ${text}`, values)
    const [{ Plan }] = explained.parse(rows[0]['QUERY PLAN'])
    return {
      sequentialScans: nodesOf(Plan).filter((node) => node['Node Type'] === 'Seq Scan').length,
      buffers: Plan['Shared Hit Blocks'] + Plan['Shared Read Blocks'],
    }
  } finally {
    await db.end()
  }
}

function nodesOf(node: PlanNode): PlanNode[] {
  return [node, ...(node.Plans ?? []).flatMap(nodesOf)]
}
