import type { Ctx } from '../context.ts'
import type { EventType } from '../domain/eventTypes.ts'
import { outEvent } from '../domain/moneyOut.ts'
import { toRefund } from '../domain/objects/refund.ts'
import type { ChainFactRow } from '../store/chainFacts.ts'
import type { RefundRow, RelayedRefund } from '../store/refunds.ts'
import { emitEvent } from './emitEvent.ts'
import { outChange } from './outChange.ts'

/** Brings a refund to the state that follows from its relay and its fact, and tells what became different. Its row is held. */
export async function changeRefund(
  ctx: Ctx,
  refund: RelayedRefund,
  fact: ChainFactRow | undefined,
): Promise<void> {
  const change = outChange(refund, fact)
  if (!change) return
  const after = await ctx.store.refunds.update(ctx.db, refund.id, change)
  const event = outEvent(refund.status, after.status)
  if (event) await announceRefund(ctx, after, `refund.${event}`)
}

export async function announceRefund(
  ctx: Ctx,
  refund: RefundRow,
  type: Extract<EventType, `refund.${string}`>,
): Promise<void> {
  await emitEvent(ctx, {
    owner: { merchantId: refund.merchant_id, mode: refund.mode },
    type,
    objectId: refund.id,
    object: toRefund(ctx.chains, refund),
  })
}
