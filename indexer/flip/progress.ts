import { CHECKPOINT_BLOCK, type Query, qualified } from '../sql.ts'

/** How far a build has come. */
export type Progress = {
  tables: string[]
  /** False while history is being indexed, and again after a restart until the tables are whole. */
  caughtUp: boolean
  /** Latest indexed block per chain id. */
  blocks: ReadonlyMap<number, bigint>
}

/** Answers undefined where the schema holds no Ponder tables: not made yet, or dropped. */
export async function readProgress(db: Query, schema: string): Promise<Progress | undefined> {
  const found = await db.query<{ exists: boolean }>('select to_regclass($1) is not null as exists', [
    qualified(schema, '_ponder_checkpoint'),
  ])
  if (!found.rows[0]?.exists) return undefined

  const meta = await db.query<{ tables: string[]; caught_up: boolean }>(
    `select array(select jsonb_array_elements_text(value->'table_names')) as tables,
       value->>'is_ready' = '1' as caught_up
     from ${qualified(schema, '_ponder_meta')} where key = 'app'`,
  )
  const app = meta.rows[0]
  if (!app) return undefined

  const checkpoints = await db.query<{ chain_id: string; block: string }>(
    `select chain_id, ${CHECKPOINT_BLOCK} as block from ${qualified(schema, '_ponder_checkpoint')}`,
  )
  const blocks = new Map(checkpoints.rows.map(({ chain_id, block }) => [Number(chain_id), BigInt(block)]))
  return { tables: app.tables, caughtUp: app.caught_up, blocks }
}

/** Why a build may not take the views yet, or undefined if it may: it must be at or past the live one on every chain. */
export function notLevel(build: Progress, live: Progress | undefined): string | undefined {
  if (!build.caughtUp) return 'its history is not indexed yet'
  if (live === undefined) return undefined
  for (const [chainId, block] of live.blocks) {
    const reached = build.blocks.get(chainId)
    if (reached === undefined) return `chain ${chainId} is in the live build and not in this one`
    if (reached < block) return `chain ${chainId} is at block ${reached}, the live build at ${block}`
  }
  return undefined
}
