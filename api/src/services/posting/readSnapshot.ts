import type { Ctx } from '../../context.ts'
import type { ChainInfo } from '../../domain/chain.ts'
import { inSnapshot } from '../inSnapshot.ts'
import { withSignatures } from './withSignatures.ts'

/** At most this many new facts per round, so that a backlog is worked off in bounded transactions. */
const NEW_FACTS_PER_ROUND = 200

/** What the indexer shows and what we know, at one instant: checkpoint and rows are from the same snapshot. */
export async function readSnapshot(ctx: Ctx, chain: ChainInfo) {
  const schema = ctx.config.onchainSchema
  const chainId = BigInt(chain.chainId)
  return inSnapshot(ctx, async (tx) => {
    const checkpoint = await ctx.store.indexed.readCheckpoint(tx, schema, chainId)
    const posting = await ctx.store.postingChains.find(tx, chainId)
    if (!checkpoint || !posting) return undefined
    const from = posting.finalized_block
    const { listUnrecorded, listMoved, listMissing } = ctx.store.indexedFacts
    const inner = { ...ctx, db: tx }
    const unrecorded = await listUnrecorded(tx, schema, chainId, from, NEW_FACTS_PER_ROUND)
    const moved = await listMoved(tx, schema, chainId, from)
    return {
      posting,
      checkpoint,
      unrecorded: await withSignatures(inner, chainId, unrecorded),
      /** The highest block of which every fact was read. */
      readUpTo: readUpTo(unrecorded, checkpoint.latest_block),
      moved: await withSignatures(inner, chainId, moved),
      missing: await listMissing(tx, schema, chainId),
    }
  })
}

export type Snapshot = NonNullable<Awaited<ReturnType<typeof readSnapshot>>>

function readUpTo(unrecorded: { block_number: bigint }[], latest: bigint): bigint {
  const last = unrecorded[NEW_FACTS_PER_ROUND - 1]
  return last ? last.block_number - 1n : latest
}
