import type { Ctx } from '../../context.ts'
import type { ChainInfo } from '../../domain/chain.ts'

/** At most this many new facts per round, so that a backlog is worked off in bounded transactions. */
const NEW_FACTS_PER_ROUND = 200

/** What the indexer shows and what we know, at one instant: checkpoint and rows are from the same snapshot. */
export async function readSnapshot(ctx: Ctx, chain: ChainInfo) {
  const schema = ctx.config.onchainSchema
  const chainId = BigInt(chain.chainId)
  return ctx.db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (tx) => {
      if (!(await ctx.store.indexed.viewsExist(tx, schema))) return undefined
      await ctx.store.indexed.holdTables(tx, schema)
      const checkpoint = await ctx.store.indexed.readCheckpoint(tx, schema, chainId)
      const posting = await ctx.store.postingChains.find(tx, chainId)
      if (!checkpoint || !posting) return undefined
      const from = posting.finalized_block
      const unrecorded = await ctx.store.indexed.listUnrecorded(
        tx,
        schema,
        chainId,
        from,
        NEW_FACTS_PER_ROUND,
      )
      return {
        posting,
        checkpoint,
        unrecorded,
        /** The highest block of which every fact was read. */
        readUpTo: readUpTo(unrecorded, checkpoint.latest_block),
        moved: await ctx.store.indexed.listMoved(tx, schema, chainId, from),
        missing: await ctx.store.indexed.listMissing(tx, schema, chainId),
      }
    })
}

export type Snapshot = NonNullable<Awaited<ReturnType<typeof readSnapshot>>>

function readUpTo(unrecorded: { block_number: bigint }[], latest: bigint): bigint {
  const last = unrecorded[NEW_FACTS_PER_ROUND - 1]
  return last ? last.block_number - 1n : latest
}
