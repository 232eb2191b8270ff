import type { Ctx } from '../context.ts'
import type { Owner } from '../domain/caller.ts'
import { newId } from '../domain/ids.ts'
import { newWebhookSecret, sealSecret } from '../domain/secretBox.ts'
import { parseWebhookUrl } from '../domain/webhookUrl.ts'
import type { WebhookEndpointRow } from '../store/webhookEndpoints.ts'
import { API_VERSION } from './createApiKey.ts'

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
