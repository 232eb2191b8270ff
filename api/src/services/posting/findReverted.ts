import type { Ctx } from '../../context.ts'
import type { ChainInfo } from '../../domain/chain.ts'
import type { ChainFactRow } from '../../store/chainFacts.ts'
import { clientFor } from '../clientFor.ts'
import { isCanonical, readCanonicalHashes } from './canonical.ts'
import type { Snapshot } from './readSnapshot.ts'

/**
 * Facts that a reorganisation really removed. A row that is missing in the views is never proof: the indexer rolls rows
 * back for a moment after a crash and while it handles a reorganisation. All three must hold: its checkpoint is past
 * everything we ever saw, another block stands at the fact's height, and the contract at head knows nothing of it.
 */
export async function findReverted(ctx: Ctx, chain: ChainInfo, snapshot: Snapshot): Promise<ChainFactRow[]> {
  const { missing, checkpoint, posting } = snapshot
  if (missing.length === 0 || checkpoint.latest_block < posting.highest_seen_block) return []
  const hashes = await readCanonicalHashes(ctx, chain, missing)
  const reverted: ChainFactRow[] = []
  for (const place of missing) {
    if (isCanonical(place, hashes)) continue
    const key = { chain_id: BigInt(chain.chainId), identity: place.identity, inclusion: place.inclusion }
    const fact = await ctx.store.chainFacts.find(ctx.db, key)
    if (fact && !(await onChain(ctx, chain, fact, posting.finalized_block))) reverted.push(fact)
  }
  return reverted
}

async function onChain(ctx: Ctx, chain: ChainInfo, fact: ChainFactRow, fromBlock: bigint): Promise<boolean> {
  const client = clientFor(ctx, chain.chainId)
  return ctx.chain.facts.factExists(client, chain.chainId, fact, fromBlock)
}
