import type { Ctx } from '../../context.ts'
import { newId } from '../../domain/ids.ts'
import type { ChainFactRow } from '../../store/chainFacts.ts'

/** Writes a fact into the books, or the reverse of it. The database refuses what does not sum to zero, and a second time. */
export async function postLegs(ctx: Ctx, fact: ChainFactRow, direction: 'post' | 'reverse'): Promise<void> {
  const now = ctx.clock.now()
  const sign = direction === 'post' ? 1n : -1n
  const transaction = {
    id: newId('ltx', now),
    chain_id: fact.chain_id,
    identity: fact.identity,
    inclusion: fact.inclusion,
    direction,
    // A reversal belongs to the period in which we learned of it; the past is not rewritten.
    effective_at: direction === 'post' ? fact.block_time : now,
    posted_at: now,
  }
  const legs = fact.legs.map(({ account, token, amount }) => ({
    account,
    token,
    amount: BigInt(amount) * sign,
  }))
  await ctx.store.ledger.insert(ctx.db, transaction, legs)
  await ctx.store.ledger.insertTouches(ctx.db, transaction, fact.account, legs)
}
