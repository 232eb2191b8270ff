import { setTimeout as delay } from 'node:timers/promises'
import { waitFor } from '../../../support/waitFor.ts'
import { readFacts } from '../facts.ts'
import { drain, play } from '../load/act.ts'
import { DEEPEST, reorganise } from '../reorganise.ts'
import { isLevel } from '../views.ts'
import type { Lane } from './lane.ts'
import { missing } from './recovery.ts'
import type { CrashSite } from './site.ts'

/** Blocks of load around a crash. */
const LIVE_BLOCKS = 30
const REORG_BLOCKS = 12
/** Most of what the indexer does about a reorg is over after this long. */
const REORG_MS = 300
const START_TIMEOUT_MS = 60_000

export type Crash = {
  lane: Lane
  since: number
  /** What the build lacked when it was killed. */
  missing: number
}

/** Each indexer begins from nothing, and is killed while it indexes history. */
export async function crashInBackfill(
  site: CrashSite,
  lanes: readonly Lane[],
  { build, backfillMs }: { build: string; backfillMs: number },
): Promise<Crash[]> {
  const facts = await readFacts(site.chain, 0n)
  // Alone it took so long from the first table to the last row; half of that is never the end.
  const moments = lanes.map((lane) => ({ lane, after: site.scene.random.integer(backfillMs / 2) }))
  return Promise.all(
    moments.map(async ({ lane, after }) => {
      await lane.stop()
      await lane.start(build)
      await untilTables(site, lane)
      // Not until something holds: a crash comes at any moment.
      await delay(after)
      const lacking = await missing(site.pool, lane.schema(), facts)
      return { ...(await kill(lane)), missing: lacking }
    }),
  )
}

/** Until the build's first table is there: from now on it fetches and indexes. */
export async function untilTables({ pool }: CrashSite, lane: Lane): Promise<void> {
  const name = `${lane.schema()}._ponder_checkpoint`
  const isThere = async () => {
    const { rows } = await pool.query<{ exists: boolean }>('select to_regclass($1) is not null as exists', [
      name,
    ])
    return rows[0]?.exists
  }
  await waitFor(isThere, { describe: `the tables of ${lane.name}`, timeoutMs: START_TIMEOUT_MS })
}

/** Blocks come and each indexer follows them, until it is killed. */
export async function crashLive(site: CrashSite, lanes: readonly Lane[]): Promise<Crash[]> {
  const { scene } = site
  const blocks = lanes.map(() => 1 + scene.random.integer(LIVE_BLOCKS))
  const killed: Promise<Crash>[] = []
  for (let block = 1; block <= LIVE_BLOCKS; block += 1) {
    await play(scene, { blocks: 1 })
    for (const [index, lane] of lanes.entries()) if (blocks[index] === block) killed.push(kill(lane))
  }
  await drain(scene)
  return Promise.all(killed)
}

/** Blocks that every indexer has are replaced, and each is killed before it can have followed. */
export async function crashInReorg(site: CrashSite, lanes: readonly Lane[]): Promise<Crash[]> {
  const { chain, pool, scene } = site
  await play(scene, { blocks: REORG_BLOCKS })
  for (const lane of lanes)
    await waitFor(() => isLevel(chain, { pool, schema: lane.schema() }), {
      describe: `indexer ${lane.name} to be level before the reorg`,
      timeoutMs: START_TIMEOUT_MS,
    })
  const moments = lanes.map((lane) => ({ lane, after: scene.random.integer(REORG_MS) }))
  await reorganise(scene, REORG_BLOCKS + scene.random.integer(DEEPEST - REORG_BLOCKS))
  const facts = await readFacts(chain, 0n)
  const crashes = await Promise.all(
    moments.map(async ({ lane, after }) => {
      await delay(after)
      const crash = await kill(lane)
      return { ...crash, missing: await missing(pool, lane.schema(), facts) }
    }),
  )
  await drain(scene)
  return crashes
}

async function kill(lane: Lane): Promise<Crash> {
  const since = performance.now()
  await lane.kill()
  return { lane, since, missing: 0 }
}
