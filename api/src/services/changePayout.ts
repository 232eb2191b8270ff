import type { Ctx } from '../context.ts'
import type { EventType } from '../domain/eventTypes.ts'
import { outEvent } from '../domain/moneyOut.ts'
import { toPayout } from '../domain/objects/payout.ts'
import type { ChainFactRow } from '../store/chainFacts.ts'
import type { PayoutRow, RelayedPayout } from '../store/payouts.ts'
import { emitEvent } from './emitEvent.ts'
import { outChange } from './outChange.ts'

/** Brings a payout to the state that follows from its relay and its fact, and tells what became different. Its row is held. */
export async function changePayout(
  ctx: Ctx,
  payout: RelayedPayout,
  fact: ChainFactRow | undefined,
): Promise<void> {
  const change = outChange(payout, fact)
  if (!change) return
  // The contract pays out all that is there at that moment, which may have become more, or less.
  const amount = fact ? BigInt(fact.payload.amount) : payout.amount
  const after = await ctx.store.payouts.update(ctx.db, payout.id, { ...change, amount })
  const event = outEvent(payout.status, after.status)
  if (event) await announcePayout(ctx, after, `payout.${event}`)
}

export async function announcePayout(
  ctx: Ctx,
  payout: PayoutRow,
  type: Extract<EventType, `payout.${string}`>,
): Promise<void> {
  await emitEvent(ctx, {
    owner: { merchantId: payout.merchant_id, mode: payout.mode },
    type,
    objectId: payout.id,
    object: toPayout(ctx.chains, payout),
  })
}
