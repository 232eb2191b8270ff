import { CHECKPOINT_BLOCK, CHECKPOINT_TIME, type Query, qualified } from '../sql.ts'

/** How far a build has come. */
export type Progress = {
  tables: string[]
  /** False while history is being indexed, and again after a restart until the tables are whole. */
  caughtUp: boolean
  /** Latest indexed block per chain id, and its time in Unix seconds. */
  chains: ReadonlyMap<number, { block: bigint; time: bigint }>
}

/** Who writes a build's tables. Ponder says so every ten seconds, and without a word for 25 it is taken for dead. */
export type Lock = { isHeld: boolean; lastSeen: Date }

const LOCK_EXPIRY_MS = 25_000

/** Answers undefined where the schema holds no Ponder tables: not made yet, or dropped. */
export async function readProgress(db: Query, schema: string): Promise<Progress | undefined> {
  if (!(await hasTables(db, schema))) return undefined
  const meta = await db.query<{ tables: string[]; caught_up: boolean }>(
    `select array(select jsonb_array_elements_text(value->'table_names')) as tables,
       value->>'is_ready' = '1' as caught_up
     from ${qualified(schema, '_ponder_meta')} where key = 'app'`,
  )
  const app = meta.rows[0]
  if (!app) return undefined

  const checkpoints = await db.query<{ chain_id: string; block: string; time: string }>(
    `select chain_id, ${CHECKPOINT_BLOCK} as block, ${CHECKPOINT_TIME} as time
     from ${qualified(schema, '_ponder_checkpoint')}`,
  )
  const chains = checkpoints.rows.map(
    ({ chain_id, block, time }) => [Number(chain_id), { block: BigInt(block), time: BigInt(time) }] as const,
  )
  return { tables: app.tables, caughtUp: app.caught_up, chains: new Map(chains) }
}

/** Answers undefined where nobody ever wrote the schema, or it is gone. */
export async function readLock(db: Query, schema: string): Promise<Lock | undefined> {
  if (!(await hasTables(db, schema))) return undefined
  const found = await db.query<{ locked: boolean; heartbeat: string; age_ms: string }>(
    `select value->>'is_locked' = '1' as locked, value->>'heartbeat_at' as heartbeat,
       extract(epoch from now()) * 1000 - (value->>'heartbeat_at')::numeric as age_ms
     from ${qualified(schema, '_ponder_meta')} where key = 'app'`,
  )
  const lock = found.rows[0]
  if (!lock) return undefined
  return {
    isHeld: lock.locked && Number(lock.age_ms) < LOCK_EXPIRY_MS,
    lastSeen: new Date(Number(lock.heartbeat)),
  }
}

async function hasTables(db: Query, schema: string): Promise<boolean> {
  const found = await db.query<{ exists: boolean }>('select to_regclass($1) is not null as exists', [
    qualified(schema, '_ponder_checkpoint'),
  ])
  return found.rows[0]?.exists === true
}

/** Why a build may not take the views yet, or undefined if it may: it must be at or past the live one on every chain. */
export function notLevel(build: Progress, live: Progress | undefined): string | undefined {
  if (!build.caughtUp) return 'its history is not indexed yet'
  if (live === undefined) return undefined
  for (const [chainId, { block }] of live.chains) {
    const reached = build.chains.get(chainId)?.block
    if (reached === undefined) return `chain ${chainId} is in the live build and not in this one`
    if (reached < block) return `chain ${chainId} is at block ${reached}, the live build at ${block}`
  }
  return undefined
}
