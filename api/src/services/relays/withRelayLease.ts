import type { Ctx } from '../../context.ts'
import type { RelayStatus } from '../../domain/relay.ts'
import type { LeaseTime, RelayRow } from '../../store/relays.ts'

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
  const lease = leaseFromNow(ctx)
  const relay = await ctx.store.relays.lease(ctx.db, relayId, statuses, lease)
  if (!relay) return
  try {
    await work(relay, lease.until)
  } finally {
    await ctx.store.relays.release(ctx.db, [relayId], lease.until)
  }
}

/** The same with up to so many accepted relays of a chain at once, or with those alone that had to be executed by a time. */
export async function withWaitingRelays(
  ctx: Ctx,
  chainId: bigint,
  which: { limit: number; dueBy?: Date },
  work: (relays: RelayRow[], leasedUntil: Date) => Promise<void>,
): Promise<void> {
  const lease = leaseFromNow(ctx)
  const relays = await ctx.store.relays.leaseWaiting(ctx.db, chainId, lease, which)
  if (relays.length === 0) return
  try {
    await work(relays, lease.until)
  } finally {
    const ids = relays.map(({ id }) => id)
    await ctx.store.relays.release(ctx.db, ids, lease.until)
  }
}

/** Has one worker at a time look after the nonces of a chain. Whoever does it without, as when this one is too slow, breaks nothing. */
export async function withRelayWatch(ctx: Ctx, chainId: bigint, work: () => Promise<void>): Promise<void> {
  const lease = leaseFromNow(ctx)
  if (!(await ctx.store.relayWatches.take(ctx.db, chainId, lease))) return
  try {
    await work()
  } finally {
    await ctx.store.relayWatches.end(ctx.db, chainId, { ...lease, now: ctx.clock.now() })
  }
}

function leaseFromNow(ctx: Ctx): LeaseTime {
  const now = ctx.clock.now()
  return { now, until: new Date(now.getTime() + LEASE_MS) }
}
