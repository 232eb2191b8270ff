import { DatabaseError, type Pool } from 'pg'
import { registeredBuilds } from '../../indexer/builds/registry.ts'
import { flipped } from '../../indexer/flip/history.ts'
import { type Progress, readLock, readProgress } from '../../indexer/flip/progress.ts'

/** SQLSTATEs of a table and of a schema that is not there. */
const GONE = ['42P01', '3F000']

/**
 * `live` has the views, `building` is to have them, `level` could take them, `replaced` had them, `failed` never will, and
 * `gone` has no tables any more.
 */
type BuildState = 'live' | 'level' | 'building' | 'replaced' | 'failed' | 'gone'

export type BuildReport = {
  build: string
  code: string
  generation: number
  state: BuildState
  why: string | null
  /** Whether an indexer writes it now. */
  isWritten: boolean
  lastWritten: Date | undefined
  chains: { chainId: number; block: bigint; behindLive: bigint }[]
  bytes: bigint
}

export async function reportBuilds(pool: Pool, viewsSchema: string): Promise<BuildReport[]> {
  const registered = await registeredBuilds(pool, viewsSchema)
  const flips = await flipped(pool, viewsSchema)
  const live = registered.find(({ build }) => flips.get(build) === 'live')
  const liveProgress = live && (await unlessGone(readProgress(pool, live.build)))
  return Promise.all(
    registered.map(async ({ build, code, generation, failed }) => {
      const progress = await unlessGone(readProgress(pool, build))
      const lock = await unlessGone(readLock(pool, build))
      return {
        build,
        code,
        generation,
        state: stateOf({ flip: flips.get(build), failed: failed !== null, progress }),
        why: failed,
        isWritten: lock?.isHeld === true,
        lastWritten: lock?.lastSeen,
        chains: chainsOf(progress, liveProgress),
        bytes: await sizeOf(pool, build),
      }
    }),
  )
}

/** The tables may be dropped between one look and the next. */
function unlessGone<T>(reading: Promise<T>): Promise<T | undefined> {
  return reading.catch((error: unknown) => {
    if (error instanceof DatabaseError && GONE.includes(error.code ?? '')) return undefined
    throw error
  })
}

type Known = { flip: 'live' | 'replaced' | undefined; failed: boolean; progress: Progress | undefined }

function stateOf({ flip, failed, progress }: Known): BuildState {
  if (flip === 'live') return 'live'
  if (progress === undefined) return flip === 'replaced' || failed ? 'gone' : 'building'
  if (failed) return 'failed'
  if (flip === 'replaced') return 'replaced'
  return progress.caughtUp ? 'level' : 'building'
}

function chainsOf(progress: Progress | undefined, live: Progress | undefined): BuildReport['chains'] {
  return [...(progress?.chains ?? [])].map(([chainId, { block }]) => {
    const liveBlock = live?.chains.get(chainId)?.block ?? block
    return { chainId, block, behindLive: liveBlock > block ? liveBlock - block : 0n }
  })
}

async function sizeOf(pool: Pool, schema: string): Promise<bigint> {
  const { rows } = await pool.query<{ bytes: string }>(
    `select coalesce(sum(pg_total_relation_size(c.oid)), 0) as bytes
     from pg_class c join pg_namespace n on n.oid = c.relnamespace where n.nspname = $1 and c.relkind = 'r'`,
    [schema],
  )
  return BigInt(rows[0]?.bytes ?? 0)
}
