import type { Ctx } from '../context.ts'
import type { Owner } from '../domain/caller.ts'
import { DomainError, notFound } from '../domain/errors.ts'
import { addDeliveryJob } from './addDeliveryJob.ts'
import { enabledEndpoint } from './enabledEndpoint.ts'
import { type EventWithDeliveries, getEvent } from './getEvent.ts'

/**
 * Delivers an event once more, under its own id and with the same bytes: to one endpoint, or to all that want its type
 * now. A delivery begins anew with its schedule, and keeps the attempts that were made; one that is just being made stays
 * as it is.
 */
export async function replayEvent(
  ctx: Ctx,
  owner: Owner,
  id: string,
  endpointId: string | undefined,
): Promise<EventWithDeliveries> {
  const event = await ctx.store.events.find(ctx.db, owner, id)
  if (!event) throw notFound('event', id)
  const endpoints = endpointId
    ? [(await enabledEndpoint(ctx, owner, endpointId)).id]
    : (await ctx.store.webhookEndpoints.listWanting(ctx.db, [{ owner, type: event.type }])).map(
        (one) => one.id,
      )
  if (endpoints.length === 0) throw nobodyListens(event.type)
  const now = ctx.clock.now()
  for (const endpoint of endpoints) {
    const key = { endpointId: endpoint, eventId: id }
    await ctx.store.deliveries.renew(ctx.db, { ...key, seq: event.seq, now })
    await addDeliveryJob(ctx, key, 'first')
  }
  return getEvent(ctx, owner, id)
}

function nobodyListens(type: string): DomainError {
  return new DomainError(
    'no_webhook_endpoint',
    `No enabled webhook endpoint of yours wants ${type}; create or enable one, or name one as endpoint.`,
    { param: 'endpoint' },
  )
}
