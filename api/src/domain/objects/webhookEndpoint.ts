import type { Mode } from '../caller.ts'

export interface WebhookEndpointFields {
  id: string
  mode: Mode
  url: string
  description: string | null
  enabled_events: string[]
  metadata: Record<string, string>
  previous_secret_expires_at: Date | null
  status: 'enabled' | 'disabled' | 'deleted'
  disabled_reason: string | null
  failing_since: Date | null
  version: string
  created_at: Date
}

/** An endpoint as the API shows it: never with its secret, and never once it is deleted. */
export function toWebhookEndpoint(row: WebhookEndpointFields) {
  return {
    object: 'webhook_endpoint' as const,
    id: row.id,
    mode: row.mode,
    url: row.url,
    description: row.description,
    enabled_events: row.enabled_events,
    metadata: row.metadata,
    status: row.status === 'enabled' ? ('enabled' as const) : ('disabled' as const),
    disabled_reason: row.disabled_reason,
    failing_since: row.failing_since?.toISOString() ?? null,
    previous_secret_expires_at: row.previous_secret_expires_at?.toISOString() ?? null,
    version: row.version,
    created_at: row.created_at.toISOString(),
  }
}

/** An endpoint as events tell of it, which more people and servers may read: a URL's path is often a password of its own. */
export function toldWebhookEndpoint(row: WebhookEndpointFields) {
  return { ...toWebhookEndpoint(row), url: new URL(row.url).origin }
}
