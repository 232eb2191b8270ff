import type { Ctx } from '../../context.ts'
import type { RelayStatus } from '../../domain/relay.ts'
import type { RelayRow } from '../../store/relays.ts'

/** What a worker that died held is free again after this time. */
const LEASE_MS = 15_000

/**
 * Does something with a relay that only one worker may do at a time; nothing where another one is at it. A lease saves
 * work. Safety comes from the nonce: it is taken in the transaction that checks the lease, and carries one intent for ever.
 */
export async function withRelayLease(
  ctx: Ctx,
  relayId: string,
  statuses: readonly RelayStatus[],
  work: (relay: RelayRow, leasedUntil: Date) => Promise<void>,
): Promise<void> {
  const now = ctx.clock.now()
  const leasedUntil = new Date(now.getTime() + LEASE_MS)
  const relay = await ctx.store.relays.lease(ctx.db, relayId, statuses, now, leasedUntil)
  if (!relay) return
  try {
    await work(relay, leasedUntil)
  } finally {
    await ctx.store.relays.release(ctx.db, relayId, leasedUntil)
  }
}
