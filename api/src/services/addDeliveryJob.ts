import type { Ctx } from '../context.ts'
import type { DeliveryKey } from '../store/deliveries.ts'

/**
 * Adds the one job of a delivery. The key replaces a job that still waits; the queue lets an endpoint hear one thing at
 * a time, whichever workers run it. Without a moment it runs at once.
 */
export async function addDeliveryJob(
  ctx: Ctx,
  { endpointId, eventId }: DeliveryKey,
  pool: 'first' | 'retries',
  runAt?: Date,
): Promise<void> {
  await ctx.store.jobs.add(
    ctx.db,
    pool === 'first' ? 'deliver_webhook' : 'retry_webhook',
    { endpointId, eventId },
    { queue: `webhook:${endpointId}`, key: `webhook:${endpointId}:${eventId}`, ...(runAt ? { runAt } : {}) },
  )
}
