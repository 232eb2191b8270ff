import type { Head } from '../../chain/heads.ts'
import type { Ctx } from '../../context.ts'
import type { ChainInfo } from '../../domain/chain.ts'
import { isIntake } from '../../domain/fact.ts'
import type { ChainFactRow } from '../../store/chainFacts.ts'
import { isCanonical, readCanonicalHashes } from './canonical.ts'
import { lockChain } from './lockChain.ts'
import type { Snapshot } from './readSnapshot.ts'

interface Round {
  snapshot: Snapshot
  head: Head
  /** Blocks of facts that could not be recorded in this round. */
  failedBlocks: readonly bigint[]
}

/**
 * Step 3, finalized: facts below the smaller of the indexer's and the chain's own final block, checked once more against
 * the chain's hashes, become final together with our mark. The mark never passes a fact that is not settled.
 */
export async function finalizeFacts(ctx: Ctx, chain: ChainInfo, round: Round): Promise<void> {
  const chainId = BigInt(chain.chainId)
  const mark = await reachableMark(ctx, chainId, round)
  if (mark <= round.snapshot.posting.finalized_block) return
  const facts = await ctx.store.chainFacts.listConfirmedUpTo(ctx.db, chainId, mark)
  const hashes = await readCanonicalHashes(ctx, chain, facts)
  const astray = facts.find((fact) => !isCanonical(fact, hashes))
  if (astray) {
    ctx.log.error(
      { alarm: 'finality', identity: astray.identity, block: String(astray.block_number) },
      'a fact below the final block stands in a block that is not canonical; the mark stays',
    )
    return
  }
  await ctx.db.transaction().execute(async (tx) => {
    const inner = { ...ctx, db: tx }
    await lockChain(inner, chain, [])
    for (const fact of facts) await finalizeOne(inner, fact)
    await ctx.store.postingChains.raise(tx, chainId, 'finalized_block', mark)
  })
}

async function reachableMark(ctx: Ctx, chainId: bigint, round: Round): Promise<bigint> {
  const { snapshot, head, failedBlocks } = round
  const limits = [snapshot.checkpoint.finalized_block, head.finalized, snapshot.readUpTo]
  const pending = await ctx.store.chainFacts.lowestPendingBlock(ctx.db, chainId)
  if (pending !== null) limits.push(pending - 1n)
  for (const { block_number } of snapshot.missing) limits.push(block_number - 1n)
  for (const block of failedBlocks) limits.push(block - 1n)
  return limits.reduce((low, limit) => (limit < low ? limit : low))
}

async function finalizeOne(ctx: Ctx, fact: ChainFactRow): Promise<void> {
  if (!(await ctx.store.chainFacts.advance(ctx.db, fact, { status: 'finalized' }))) return
  if (!isIntake(fact.kind) || !fact.payment_onchain_id) return
  const payment = await ctx.store.payments.lockByOnchainId(ctx.db, fact.chain_id, fact.payment_onchain_id)
  if (payment) await ctx.store.payments.update(ctx.db, payment.id, { status: 'finalized' })
}
