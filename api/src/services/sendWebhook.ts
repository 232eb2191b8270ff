import { Webhook } from 'standardwebhooks'
import type { Ctx } from '../context.ts'
import { webhookBody } from '../domain/objects/event.ts'
import type { WebhookAnswer } from '../http/postWebhook.ts'
import type { Taken } from './takeDelivery.ts'
import { webhookSecrets } from './webhookSecrets.ts'

export const ATTEMPT_TIMEOUT_MS = 15_000

/** Sends what was taken: the same bytes at each attempt, signed for this one. */
export async function sendWebhook(ctx: Ctx, { endpoint, delivery, takenAt }: Taken): Promise<WebhookAnswer> {
  const event = await ctx.store.events.get(ctx.db, delivery.event_id)
  const body = webhookBody(event)
  return ctx.http.postWebhook({
    url: endpoint.url,
    headers: signedHeaders(webhookSecrets(ctx, endpoint, takenAt), event.id, takenAt, body),
    body,
    timeoutMs: ATTEMPT_TIMEOUT_MS,
    allowLoopback: ctx.config.environment === 'local',
  })
}

/** Standard Webhooks: an id that is the same at each attempt, the moment of this one, and a signature by each secret. */
function signedHeaders(
  secrets: readonly string[],
  id: string,
  timestamp: Date,
  body: string,
): Record<string, string> {
  return {
    'content-type': 'application/json',
    'user-agent': 'Florin-Webhooks/1',
    'webhook-id': id,
    'webhook-timestamp': String(Math.floor(timestamp.getTime() / 1_000)),
    'webhook-signature': secrets.map((secret) => new Webhook(secret).sign(id, timestamp, body)).join(' '),
  }
}
