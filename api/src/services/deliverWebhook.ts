import type { Ctx } from '../context.ts'
import type { DeliveryKey } from '../store/deliveries.ts'
import { addDeliveryJob, addWatchJob, type DeliveryPool } from './addDeliveryJob.ts'
import { recordAttempt } from './recordAttempt.ts'
import { sendWebhook } from './sendWebhook.ts'
import { takeDelivery } from './takeDelivery.ts'

/** A job goes on for so long at most, so that endpoints with much to hear take turns, and a worker can stop in time. */
const ROUND_MS = 5_000
const LOOK_AGAIN_MS = 1_000

/**
 * Tells an endpoint what is due, one thing at a time and in the order of the events, whichever of its deliveries the job
 * was for. Each attempt is leased, sent outside of any transaction and recorded. Whoever dies in between leaves a lease
 * that runs out, and the next attempt carries the same webhook id.
 */
export async function deliverWebhook(ctx: Ctx, job: DeliveryKey, pool: DeliveryPool): Promise<void> {
  const endAt = ctx.clock.now().getTime() + ROUND_MS
  for (let sent = 0; ; sent += 1) {
    const turn = await takeDelivery(ctx, job.endpointId, pool)
    switch (turn.kind) {
      case 'nothing':
        return sent === 0 ? comeBack(ctx, job) : undefined
      case 'busy':
        // Who holds the endpoint goes on with what is due, ours too; only if it died is there anything left to do.
        return addWatchJob(ctx, turn.held, pool, turn.until)
      case 'held_back':
        // It fails or is slow, so it waits for workers that healthy and quick endpoints do not need.
        return addDeliveryJob(ctx, turn.next, 'retries')
    }
    const answer = await sendWebhook(ctx, turn)
    ctx.crashPoint('before-webhook-recorded')
    await recordAttempt(ctx, turn, answer)
    // An endpoint that fails or is slow no more goes back to the others.
    if (ctx.clock.now().getTime() >= endAt) return addDeliveryJob(ctx, job, 'first')
  }
}

/** Where our clock is behind the queue's, the delivery is not due yet and still needs a job. */
async function comeBack(ctx: Ctx, job: DeliveryKey): Promise<void> {
  const delivery = await ctx.store.deliveries.find(ctx.db, job)
  if (delivery?.status !== 'pending' || delivery.next_attempt_at === null) return
  const lookAgainAt = ctx.clock.now().getTime() + LOOK_AGAIN_MS
  await addDeliveryJob(
    ctx,
    job,
    'retries',
    new Date(Math.max(lookAgainAt, delivery.next_attempt_at.getTime())),
  )
}
