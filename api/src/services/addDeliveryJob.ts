import type { Ctx } from '../context.ts'
import type { DeliveryKey } from '../store/deliveries.ts'

/** Workers for what is new, or those for endpoints that fail or are slow. */
export type DeliveryPool = 'first' | 'retries'

/** Adds the job of a delivery; the key replaces one that still waits. Without a moment it runs at once. */
export async function addDeliveryJob(
  ctx: Ctx,
  { endpointId, eventId }: DeliveryKey,
  pool: DeliveryPool,
  runAt?: Date,
): Promise<void> {
  await addJob(ctx, { endpointId, eventId }, pool, keyOf({ endpointId, eventId }), runAt)
}

/** Adds the jobs of many deliveries at once. */
export async function addFirstJobs(ctx: Ctx, deliveries: readonly DeliveryKey[]): Promise<void> {
  const jobs = deliveries.map(({ endpointId, eventId }) => ({
    key: keyOf({ endpointId, eventId }),
    payload: { endpointId, eventId },
  }))
  await ctx.store.jobs.addAll(ctx.db, 'deliver_webhook', jobs)
}

function keyOf({ endpointId, eventId }: DeliveryKey): string {
  return `webhook:${endpointId}:${eventId}`
}

/** Adds the one job by which somebody looks after an endpoint once whoever tells it something now must be done. */
export async function addWatchJob(
  ctx: Ctx,
  key: DeliveryKey,
  pool: DeliveryPool,
  runAt: Date,
): Promise<void> {
  await addJob(ctx, key, pool, `webhook:${key.endpointId}`, runAt)
}

/** The jobs of an endpoint have no queue in common: the queue frees itself only after the next job was looked for in vain. */
async function addJob(
  ctx: Ctx,
  payload: DeliveryKey,
  pool: DeliveryPool,
  key: string,
  runAt: Date | undefined,
): Promise<void> {
  const task = pool === 'first' ? 'deliver_webhook' : 'retry_webhook'
  await ctx.store.jobs.add(ctx.db, task, payload, { key, ...(runAt ? { runAt } : {}) })
}
