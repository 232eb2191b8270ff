import type { Ctx } from '../context.ts'
import type { Owner } from '../domain/caller.ts'
import { notFound } from '../domain/errors.ts'
import type { WebhookEndpointRow } from '../store/webhookEndpoints.ts'

export async function getWebhookEndpoint(ctx: Ctx, owner: Owner, id: string): Promise<WebhookEndpointRow> {
  const row = await ctx.store.webhookEndpoints.find(ctx.db, owner, id)
  if (!row) throw notFound('webhook endpoint', id)
  return row
}
