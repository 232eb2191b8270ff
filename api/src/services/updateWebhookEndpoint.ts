import type { Ctx } from '../context.ts'
import type { Owner } from '../domain/caller.ts'
import { parseWebhookUrl } from '../domain/webhookUrl.ts'
import type { WebhookEndpointRow } from '../store/webhookEndpoints.ts'
import { getWebhookEndpoint } from './getWebhookEndpoint.ts'

/** What is to be different; fields that are undefined stay as they are. */
export interface WebhookEndpointChange {
  url?: string | undefined
  description?: string | null | undefined
  enabledEvents?: string[] | undefined
  metadata?: Record<string, string> | undefined
  status?: 'enabled' | 'disabled' | undefined
}

/** Changes an endpoint. Switched on again it begins anew: its run of failures is forgotten. */
export async function updateWebhookEndpoint(
  ctx: Ctx,
  owner: Owner,
  id: string,
  change: WebhookEndpointChange,
): Promise<WebhookEndpointRow> {
  const endpoint = await getWebhookEndpoint(ctx, owner, id)
  // An attempt that is just recorded may switch the endpoint off, so it is held before it is judged.
  const current = await ctx.store.webhookEndpoints.lock(ctx.db, endpoint.id)
  const { url, description, enabledEvents, metadata, status } = change
  return ctx.store.webhookEndpoints.update(ctx.db, endpoint.id, {
    url: url === undefined ? current.url : parseWebhookUrl(url, ctx.config.environment),
    description: description === undefined ? current.description : description,
    enabled_events: enabledEvents ?? current.enabled_events,
    metadata: JSON.stringify(metadata ?? current.metadata),
    ...(status === undefined || status === current.status ? {} : statusChange(status)),
  })
}

function statusChange(status: 'enabled' | 'disabled') {
  return status === 'enabled'
    ? { status, disabled_reason: null, failing_since: null }
    : { status, disabled_reason: 'requested' }
}
