import type { Ctx } from '../context.ts'
import type { Owner } from '../domain/caller.ts'
import { toldWebhookEndpoint } from '../domain/objects/webhookEndpoint.ts'
import { emitEvent } from './emitEvent.ts'
import { enabledEndpoint } from './enabledEndpoint.ts'
import { type EventWithDeliveries, getEvent } from './getEvent.ts'

/** Makes an event that only this endpoint hears, whatever types it wants, and that says nothing but that it works. */
export async function testWebhookEndpoint(ctx: Ctx, owner: Owner, id: string): Promise<EventWithDeliveries> {
  const endpoint = await enabledEndpoint(ctx, owner, id)
  const eventId = await emitEvent(ctx, {
    owner,
    type: 'webhook.test',
    objectId: id,
    object: toldWebhookEndpoint(endpoint),
    onlyTo: id,
  })
  return getEvent(ctx, owner, eventId)
}
