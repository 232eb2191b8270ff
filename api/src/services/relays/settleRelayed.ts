import type { Ctx } from '../../context.ts'
import type { RelayRow } from '../../store/relays.ts'
import { changePayout } from '../changePayout.ts'
import { changeRefund } from '../changeRefund.ts'

/** Whether something else waits for how relays of a kind end. */
export function settlesOthers(kind: RelayRow['kind']): boolean {
  return kind === 'refund' || kind === 'withdraw'
}

/**
 * Brings what a relay is for to the state that follows from how it ended. Its row is held before any event is told, as posting
 * does it, so that neither waits for the other in a circle.
 */
export async function settleRelayed(ctx: Ctx, relay: RelayRow): Promise<void> {
  const { chainFacts, payouts, refunds } = ctx.store
  if (relay.kind === 'refund') {
    const refund = await refunds.lockByRelay(ctx.db, relay.id)
    if (!refund) return
    const fact = await chainFacts.findLiving(ctx.db, refund.chain_id, refund.fact_identity)
    await changeRefund(ctx, { ...refund, ...stateOf(relay) }, fact)
  }
  if (relay.kind === 'withdraw') {
    const payout = await payouts.lockByRelay(ctx.db, relay.id)
    if (!payout) return
    const fact = await chainFacts.findLiving(ctx.db, payout.chain_id, payout.fact_identity)
    await changePayout(ctx, { ...payout, ...stateOf(relay) }, fact)
  }
}

function stateOf(relay: RelayRow) {
  return {
    relay_status: relay.status,
    relay_error_code: relay.error_code,
    relay_error_reason: relay.error_reason,
  }
}
