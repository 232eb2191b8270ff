import type { Ctx } from '../../context.ts'
import type { ChainInfo } from '../../domain/chain.ts'
import { isIntake } from '../../domain/fact.ts'
import type { IndexedFact } from '../../store/indexed.ts'
import { inclusionOf } from './inclusionOf.ts'
import { lockChain } from './lockChain.ts'
import { openPayment } from './openPayment.ts'
import type { Snapshot } from './readSnapshot.ts'

/**
 * Step 1, seen: what the views show becomes facts of ours, pending until they have their confirmations. A fact that moved
 * to another block keeps its inclusion: it is the same fact.
 */
export async function recordSeen(ctx: Ctx, chain: ChainInfo, snapshot: Snapshot): Promise<void> {
  const { unrecorded, moved } = snapshot
  if (unrecorded.length === 0 && moved.length === 0) return
  await ctx.db.transaction().execute(async (tx) => {
    const inner = { ...ctx, db: tx }
    await lockChain(inner, chain)
    for (const fact of unrecorded) await recordNew(inner, chain, fact)
    for (const fact of moved) await recordMove(inner, chain, fact)
    const highest = [...unrecorded, ...moved].reduce(
      (block, fact) => (fact.block_number > block ? fact.block_number : block),
      snapshot.posting.highest_seen_block,
    )
    await ctx.store.postingChains.update(tx, BigInt(chain.chainId), { highest_seen_block: highest })
    ctx.crashPoint('before-seen-commit')
  })
  ctx.crashPoint('after-seen')
}

async function recordNew(ctx: Ctx, chain: ChainInfo, fact: IndexedFact): Promise<void> {
  const row = await ctx.store.chainFacts.insertNext(ctx.db, {
    chain_id: BigInt(chain.chainId),
    identity: fact.identity,
    kind: fact.kind,
    contract: fact.contract,
    payment_onchain_id: fact.payment_id,
    account: fact.account,
    payload: JSON.stringify(fact.payload),
    legs: JSON.stringify(fact.legs),
    ...placeOf(chain, fact),
    status: 'pending',
    seen_at: ctx.clock.now(),
    confirmed_at: null,
    reverted_at: null,
  })
  if (row && isIntake(row.kind)) await openPayment(ctx, row)
}

async function recordMove(
  ctx: Ctx,
  chain: ChainInfo,
  fact: IndexedFact & { inclusion: number; old_block_hash: `0x${string}` },
): Promise<void> {
  const key = { chain_id: BigInt(chain.chainId), identity: fact.identity, inclusion: fact.inclusion }
  const place = placeOf(chain, fact)
  const moved = await ctx.store.chainFacts.move(ctx.db, key, fact.old_block_hash, place)
  if (!moved) return
  ctx.log.info(
    { identity: fact.identity, block: String(fact.block_number) },
    'a fact was mined again elsewhere',
  )
  if (isIntake(fact.kind) && fact.payment_id) {
    const payment = await ctx.store.payments.lockByOnchainId(ctx.db, key.chain_id, fact.payment_id)
    if (payment) await ctx.store.payments.update(ctx.db, payment.id, inclusionOf({ ...key, ...place }))
  }
}

function placeOf(chain: ChainInfo, fact: IndexedFact) {
  return {
    block_number: fact.block_number,
    block_hash: fact.block_hash,
    block_time: fact.block_time,
    tx_hash: fact.tx_hash,
    log_index: fact.log_index,
    // One confirmation means included.
    confirm_at_block: fact.block_number + BigInt(chain.confirmations) - 1n,
  }
}
