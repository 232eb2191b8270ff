import type { Ctx } from '../../context.ts'
import { countersOf } from '../../domain/sponsorship.ts'

/**
 * Brings what a relay has reserved and spent, and every budget that it counts in, to what follows from its state and its
 * nonces. To be called in each transaction that ends one of them or takes that back; called twice, it changes nothing.
 */
export async function settleGas(ctx: Ctx, relayId: string): Promise<void> {
  const { relayGas, sponsorCounters } = ctx.store
  const before = await relayGas.lock(ctx.db, relayId)
  const after = await relayGas.sum(ctx.db, relayId)
  const reserved = after.gas_reserved - before.gas_reserved
  const spent = after.gas_spent - before.gas_spent
  const { sponsor_hour } = before
  if (sponsor_hour === null || (reserved === 0n && spent === 0n)) return
  const counters = countersOf({ ...before, sponsor_hour })
  await sponsorCounters.change(ctx.db, before.chain_id, counters, { reserved, spent })
}
