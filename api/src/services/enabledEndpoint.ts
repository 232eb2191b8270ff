import type { Ctx } from '../context.ts'
import type { Owner } from '../domain/caller.ts'
import { DomainError } from '../domain/errors.ts'
import type { WebhookEndpointRow } from '../store/webhookEndpoints.ts'
import { getWebhookEndpoint } from './getWebhookEndpoint.ts'

/** An endpoint of the caller's that hears something now. */
export async function enabledEndpoint(ctx: Ctx, owner: Owner, id: string): Promise<WebhookEndpointRow> {
  const endpoint = await getWebhookEndpoint(ctx, owner, id)
  if (endpoint.status !== 'enabled') throw endpointDisabled(id)
  return endpoint
}

function endpointDisabled(id: string): DomainError {
  return new DomainError(
    'webhook_endpoint_disabled',
    `The webhook endpoint ${id} is disabled and hears nothing; enable it first with PATCH and {"status": "enabled"}.`,
    { param: 'id' },
  )
}
