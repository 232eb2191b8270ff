import type { Pool } from 'pg'
import type { Runs } from '../runs/runs.ts'
import type { Query } from '../sql.ts'
import type { Found } from './finalityWatch.ts'
import { failAndAsk } from './registry.ts'

type Parts = { pool: Pool; viewsSchema: string; code: string; runs: Runs; log: (line: object) => void }

/** Tables of Ponder's cache, each with its column of the block's number. */
const CACHED = [
  ['blocks', 'number'],
  ['logs', 'block_number'],
  ['transactions', 'block_number'],
  ['transaction_receipts', 'block_number'],
] as const

/** Gives up a build whose final rows are wrong, forgets what they came from, and asks for the next generation. */
export async function startAnew({ pool, viewsSchema, code, runs, log }: Parts, { build, untruth }: Found) {
  const next = await failAndAsk(pool, viewsSchema, { code, build, why: untruth.why })
  await runs.stop(build)
  await forgetCached(pool, untruth.chainId, untruth.since)
  const outcome = next ? { next } : { next: null, detail: 'the builds before it failed too' }
  log({
    level: 'error',
    msg: 'Final rows were wrong: the index is made anew',
    build,
    ...outcome,
    why: untruth.why,
  })
}

/** Ponder takes history from its cache, in which a lie, or a block that is gone, would stay for ever. */
async function forgetCached(db: Query, chainId: number, since: bigint) {
  const found = await db.query<{ exists: boolean }>(
    `select to_regclass('ponder_sync.intervals') is not null as exists`,
  )
  if (!found.rows[0]?.exists) return
  await db.query(
    `update ponder_sync.intervals set blocks = blocks - nummultirange(numrange($2::numeric, null)) where chain_id = $1`,
    [chainId, since],
  )
  for (const [table, column] of CACHED)
    await db.query(`delete from ponder_sync.${table} where chain_id = $1 and ${column} >= $2`, [
      chainId,
      since,
    ])
}
