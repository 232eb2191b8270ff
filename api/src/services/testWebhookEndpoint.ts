import type { Ctx } from '../context.ts'
import type { Owner } from '../domain/caller.ts'
import { toldWebhookEndpoint } from '../domain/objects/webhookEndpoint.ts'
import { emitNow } from './emitEvent.ts'
import { enabledEndpoint } from './enabledEndpoint.ts'
import { type EventWithDeliveries, getEvent } from './getEvent.ts'

/** Makes an event that only this endpoint hears, whatever types it wants, and that says nothing but that it works. */
export async function testWebhookEndpoint(ctx: Ctx, owner: Owner, id: string): Promise<EventWithDeliveries> {
  const endpoint = await enabledEndpoint(ctx, owner, id)
  const object = toldWebhookEndpoint(endpoint)
  const eventId = await emitNow(ctx, { owner, type: 'webhook.test', objectId: id, object, onlyTo: id })
  return getEvent(ctx, owner, eventId)
}
