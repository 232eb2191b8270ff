import type { Ctx } from '../../context.ts'
import type { ChainInfo } from '../../domain/chain.ts'
import type { ChainFactRow } from '../../store/chainFacts.ts'
import type { FactPlace } from '../../store/indexedFacts.ts'
import { clientFor } from '../clientFor.ts'
import { readCanonicalHashes } from './canonical.ts'
import type { Snapshot } from './readSnapshot.ts'

/**
 * Facts that a reorganisation really removed. A row that is missing in the views is never proof: the indexer rolls rows
 * back for a moment after a crash and while it handles a reorganisation. All three must hold: its checkpoint is past
 * everything we ever saw, another block stands at the fact's height, and the chain's head knows nothing of it. A height
 * that the node does not reach proves nothing: it may only lag.
 */
export async function findReverted(ctx: Ctx, chain: ChainInfo, snapshot: Snapshot): Promise<ChainFactRow[]> {
  const { missing, checkpoint, posting } = snapshot
  if (missing.length === 0 || checkpoint.latest_block < posting.highest_seen_block) return []
  const hashes = await readCanonicalHashes(ctx, chain, missing)
  const reverted: ChainFactRow[] = []
  for (const place of missing) {
    const canonical = hashes.get(place.block_number) ?? null
    if (canonical === null || canonical === place.block_hash) continue
    const fact = await provenGone(ctx, chain, place, posting.finalized_block)
    if (fact) reverted.push(fact)
  }
  return reverted
}

/** The fact, if the chain's head lacks it. Where the node cannot answer, it stays in doubt until the next round. */
async function provenGone(
  ctx: Ctx,
  chain: ChainInfo,
  place: FactPlace,
  finalized: bigint,
): Promise<ChainFactRow | undefined> {
  const key = { chain_id: BigInt(chain.chainId), identity: place.identity, inclusion: place.inclusion }
  const fact = await ctx.store.chainFacts.find(ctx.db, key)
  if (!fact) return undefined
  try {
    const client = clientFor(ctx, chain.chainId)
    const exists = await ctx.chain.facts.factExists(client, chain.chainId, fact, finalized)
    return exists ? undefined : fact
  } catch (error) {
    ctx.log.warn(
      { err: error, identity: fact.identity },
      'whether a fact was reverted could not be found out',
    )
    return undefined
  }
}
