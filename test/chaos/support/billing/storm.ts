import type { Hex } from 'viem'
import type { Random } from '../../../support/random.ts'
import { waitFor } from '../../../support/waitFor.ts'
import { readFacts } from '../facts.ts'
import { play } from '../load/act.ts'
import type { Progress } from '../progress.ts'
import { DEEPEST, type Reorg, reorganise } from '../reorganise.ts'
import { factsApart, isLevel, VIEWS } from '../views.ts'
import { actsWithRelays } from './relays.ts'
import type { Stage } from './stage.ts'

/** Blocks before the first reorg, so that none takes the beginning away. */
const BEFORE = 40
/** Blocks of load between two reorgs, at most. */
const MOST_BLOCKS = 8
/** How far back a comparison looks while the storm is on. */
const WINDOW = 64n
/** Twice what the indexer takes to give up on a block that its node has forgotten. */
const LEVEL_TIMEOUT_MS = 130_000

export type Storm = { reorgs: Reorg[]; removals: Map<Hex, number>; levelMs: number[]; seconds: number }

/** Load and reorgs in turn. */
export async function runStorm(
  stage: Stage,
  { random, reorgs, progress }: { random: Random; reorgs: number; progress: Progress },
): Promise<Storm> {
  const { chain, scene, desks } = stage
  const acts = actsWithRelays(desks)
  const storm: Storm = { reorgs: [], removals: new Map(), levelMs: [], seconds: 0 }
  const since = performance.now()
  await chain.client.setAutomine(false)
  await chain.mine(BEFORE)
  progress.begin('reorgs', reorgs)
  while (storm.reorgs.length < reorgs) {
    await play(scene, { blocks: 1 + random.integer(MOST_BLOCKS), acts })
    // A third comes while the indexer still follows what was before, and a third before anything is booked.
    const pace = random.integer(3)
    if (pace === 1) storm.levelMs.push(await untilIndexed(stage))
    if (pace === 2) await untilBooked(stage)
    const reorg = await reorganise(scene, 1 + random.integer(DEEPEST))
    storm.reorgs.push(reorg)
    for (const fact of reorg.removed) storm.removals.set(fact, (storm.removals.get(fact) ?? 0) + 1)
    progress.step()
  }
  progress.end()
  storm.seconds = Math.round((performance.now() - since) / 1_000)
  return storm
}

/** How long it took until the views showed exactly the newest facts of the chain. */
async function untilIndexed({ chain, pool }: Stage): Promise<number> {
  const since = performance.now()
  const fromBlock = (await chain.client.getBlockNumber()) - WINDOW
  await waitFor(() => isLevel(chain, { pool, schema: VIEWS, fromBlock }), {
    describe: 'the index to be level with the chain',
    timeoutMs: LEVEL_TIMEOUT_MS,
  })
  return performance.now() - since
}

/** Until posting has recorded the newest facts, and taken back what is gone. */
async function untilBooked({ chain, pool }: Stage): Promise<void> {
  const fromBlock = (await chain.client.getBlockNumber()) - WINDOW
  const isBooked = async () => {
    const { rows } = await pool.query<{ identity: Hex; block_hash: Hex }>(
      `select identity, block_hash from florin.chain_fact where status <> 'reverted' and kind not in ('gas', 'x402_paid')
         and block_number >= $1`,
      [fromBlock.toString()],
    )
    return factsApart(await readFacts(chain, fromBlock), rows) === 0
  }
  await waitFor(isBooked, { describe: 'the books to be level with the chain', timeoutMs: LEVEL_TIMEOUT_MS })
}
