import type { Ctx } from '../context.ts'
import type { Owner } from '../domain/caller.ts'
import { DomainError } from '../domain/errors.ts'
import { newId } from '../domain/ids.ts'
import { newWebhookSecret, sealSecret } from '../domain/secretBox.ts'
import { parseWebhookUrl } from '../domain/webhookUrl.ts'
import type { WebhookEndpointRow } from '../store/webhookEndpoints.ts'
import { API_VERSION } from './createApiKey.ts'

const MOST_ENDPOINTS = 16

export interface NewWebhookEndpoint {
  url: string
  description: string | null
  /** Types of event, or `*` alone for all of them. */
  enabledEvents: string[]
  metadata: Record<string, string>
}

/** Registers an endpoint and makes its secret, which is returned this once and kept encrypted only. */
export async function createWebhookEndpoint(
  ctx: Ctx,
  owner: Owner,
  input: NewWebhookEndpoint,
): Promise<{ row: WebhookEndpointRow; secret: string }> {
  await requireRoom(ctx, owner)
  const now = ctx.clock.now()
  const id = newId('we', now)
  const secret = newWebhookSecret()
  const row = await ctx.store.webhookEndpoints.insert(ctx.db, {
    id,
    merchant_id: owner.merchantId,
    mode: owner.mode,
    url: parseWebhookUrl(input.url, ctx.config.environment),
    description: input.description,
    enabled_events: input.enabledEvents,
    metadata: JSON.stringify(input.metadata),
    secret_encrypted: sealSecret(ctx.config.secretsKeys[0], id, secret),
    status: 'enabled',
    disabled_reason: null,
    failing_since: null,
    version: API_VERSION,
    created_at: now,
  })
  return { row, secret }
}

/** Every event is told to every endpoint that wants it, so that one merchant with many would slow all others down. */
async function requireRoom(ctx: Ctx, owner: Owner): Promise<void> {
  await ctx.store.locks.lock(ctx.db, `webhook_endpoints:${owner.merchantId}:${owner.mode}`)
  if ((await ctx.store.webhookEndpoints.count(ctx.db, owner)) < MOST_ENDPOINTS) return
  throw new DomainError(
    'too_many_webhook_endpoints',
    `You have ${MOST_ENDPOINTS} webhook endpoints, which is the most; delete one first.`,
  )
}
