import type { Ctx } from '../context.ts'
import type { Owner } from '../domain/caller.ts'
import { getWebhookEndpoint } from './getWebhookEndpoint.ts'

/** Ends an endpoint. Its row stays, because its attempts belong to the record; what is not delivered yet never will be. */
export async function deleteWebhookEndpoint(ctx: Ctx, owner: Owner, id: string): Promise<void> {
  const endpoint = await getWebhookEndpoint(ctx, owner, id)
  await ctx.store.webhookEndpoints.update(ctx.db, endpoint.id, { status: 'deleted' })
}
