import { Webhook } from 'standardwebhooks'
import type { Ctx } from '../context.ts'
import { webhookBody } from '../domain/objects/event.ts'
import { openSecret } from '../domain/secretBox.ts'
import type { WebhookAnswer } from '../http/postWebhook.ts'
import type { DeliveryKey, DeliveryRow } from '../store/deliveries.ts'
import type { WebhookEndpointRow } from '../store/webhookEndpoints.ts'
import { addDeliveryJob } from './addDeliveryJob.ts'
import { recordAttempt } from './recordAttempt.ts'

const ATTEMPT_TIMEOUT_MS = 15_000
/** Longer than an attempt can take, so that a living worker is never overtaken. */
const LEASE_MS = 30_000
const LOOK_AGAIN_MS = 1_000

/**
 * Makes one attempt at a delivery: lease it, send it outside of any transaction, record what came of it. Whoever dies in
 * between leaves a lease that runs out, and the next attempt carries the same webhook id.
 */
export async function deliverWebhook(ctx: Ctx, key: DeliveryKey, pool: 'first' | 'retries'): Promise<void> {
  const endpoint = await ctx.store.webhookEndpoints.get(ctx.db, key.endpointId)
  const now = ctx.clock.now()
  // A failing endpoint may take the whole timeout, so it waits for workers that healthy endpoints do not need.
  if (pool === 'first' && endpoint.failing_since !== null) return addDeliveryJob(ctx, key, 'retries')
  const leasedUntil = new Date(now.getTime() + LEASE_MS)
  const delivery = await ctx.store.deliveries.lease(ctx.db, key, now, leasedUntil)
  if (!delivery) return comeBack(ctx, key, now)
  if (endpoint.status !== 'enabled') {
    await ctx.store.deliveries.settle(ctx.db, key, leasedUntil, { status: 'dead', next_attempt_at: null })
    return
  }
  const answer = await send(ctx, endpoint, delivery, now)
  ctx.crashPoint('before-webhook-recorded')
  await recordAttempt(ctx, { key, leasedUntil, number: delivery.attempts + 1, startedAt: now, answer })
}

/** Somebody else holds the delivery, or our clock is behind: whatever is still pending then needs a job. */
async function comeBack(ctx: Ctx, key: DeliveryKey, now: Date): Promise<void> {
  const delivery = await ctx.store.deliveries.find(ctx.db, key)
  if (delivery?.status !== 'pending') return
  const moments = [delivery.leased_until, delivery.next_attempt_at].map((moment) => moment?.getTime() ?? 0)
  const at = new Date(Math.max(now.getTime() + LOOK_AGAIN_MS, ...moments))
  await addDeliveryJob(ctx, key, 'retries', at)
}

async function send(
  ctx: Ctx,
  endpoint: WebhookEndpointRow,
  delivery: DeliveryRow,
  timestamp: Date,
): Promise<WebhookAnswer> {
  const event = await ctx.store.events.get(ctx.db, delivery.event_id)
  const secret = openSecret(ctx.config.secretsKey, endpoint.id, endpoint.secret_encrypted)
  const body = webhookBody(event)
  return ctx.http.postWebhook({
    url: endpoint.url,
    headers: signedHeaders(secret, event.id, timestamp, body),
    body,
    timeoutMs: ATTEMPT_TIMEOUT_MS,
    allowLoopback: ctx.config.environment === 'local',
  })
}

/** Standard Webhooks: an id that is the same at each attempt, the moment of this one, and the signature of both. */
function signedHeaders(secret: string, id: string, timestamp: Date, body: string): Record<string, string> {
  return {
    'content-type': 'application/json',
    'user-agent': 'Florin-Webhooks/1',
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(timestamp.getTime() / 1_000)),
    'webhook-signature': new Webhook(secret).sign(id, timestamp, body),
  }
}
