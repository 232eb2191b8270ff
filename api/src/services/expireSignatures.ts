import type { Ctx } from '../context.ts'
import type { Owner } from '../domain/caller.ts'
import { toPayout } from '../domain/objects/payout.ts'
import { toRefund } from '../domain/objects/refund.ts'
import { announcePayout } from './changePayout.ts'
import { announceRefund } from './changeRefund.ts'
import { recordAudit } from './recordAudit.ts'

const BATCH = 200

/** How much longer than its signature can be used a refund or payout waits, so that a short reorganisation changes nothing. */
const GRACE_MS = 10 * 60 * 1000

/**
 * Gives up refunds and payouts whose signatures can be used no more. By the time of the blocks that posting has read, because
 * what was signed in time may stand in a block that it has not; where it comes to light later all the same, it counts.
 */
export async function expireSignatures(ctx: Ctx): Promise<void> {
  for (const { chainId } of ctx.chains.values()) {
    const posting = await ctx.store.postingChains.find(ctx.db, BigInt(chainId))
    if (!posting?.read_time) continue
    const before = new Date(posting.read_time.getTime() - GRACE_MS)
    while ((await expireBatch(ctx, BigInt(chainId), before)) > 0);
  }
}

async function expireBatch(ctx: Ctx, chainId: bigint, before: Date): Promise<number> {
  const { locks, payouts, refunds } = ctx.store
  const refundIds = await refunds.listExpired(ctx.db, chainId, before, BATCH)
  const payoutIds = await payouts.listExpired(ctx.db, chainId, before, BATCH)
  // Each in a transaction of its own, which holds its merchant's series of events for a moment only.
  for (const id of refundIds) await locks.inTransaction(ctx.db, (db) => expireRefund({ ...ctx, db }, id))
  for (const id of payoutIds) await locks.inTransaction(ctx.db, (db) => expirePayout({ ...ctx, db }, id))
  return refundIds.length + payoutIds.length
}

async function expireRefund(ctx: Ctx, id: string): Promise<void> {
  const refund = await ctx.store.refunds.lock(ctx.db, id)
  if (refund.status !== 'requires_signature') return
  const canceled = await ctx.store.refunds.cancel(ctx.db, id, ctx.clock.now())
  await recordAudit(ctx, {
    ...byTick(refund),
    operation: 'expireRefund',
    target: { object: 'refund', id },
    before: toRefund(ctx.chains, refund),
    after: toRefund(ctx.chains, canceled),
  })
  await announceRefund(ctx, canceled, 'refund.canceled')
}

async function expirePayout(ctx: Ctx, id: string): Promise<void> {
  const payout = await ctx.store.payouts.lock(ctx.db, id)
  if (payout.status !== 'requires_signature') return
  const canceled = await ctx.store.payouts.cancel(ctx.db, id, ctx.clock.now())
  await recordAudit(ctx, {
    ...byTick(payout),
    operation: 'expirePayout',
    target: { object: 'payout', id },
    before: toPayout(ctx.chains, payout),
    after: toPayout(ctx.chains, canceled),
  })
  await announcePayout(ctx, canceled, 'payout.canceled')
}

function byTick(row: { merchant_id: string; mode: Owner['mode'] }) {
  return {
    owner: { merchantId: row.merchant_id, mode: row.mode },
    actor: { kind: 'job' as const, id: 'expire_signatures' },
  }
}
