import type { Ctx } from '../context.ts'
import type { Owner } from '../domain/caller.ts'
import type { EventType } from '../domain/eventTypes.ts'
import { newId } from '../domain/ids.ts'
import { addFirstJobs } from './addDeliveryJob.ts'

export interface NewEvent {
  owner: Owner
  type: EventType
  objectId: string
  /** The object as the API shows it at this moment. */
  object: Record<string, unknown>
  /** What happened, where the object alone does not say. */
  cause?: Record<string, unknown>
  /** The one endpoint that is to hear of it, instead of all that want its type. */
  onlyTo?: string
}

/**
 * Tells a merchant something, in the transaction that made it true: the event with the next number of its series, a
 * delivery for each endpoint that wants it, and the delivery's job. Must run inside a transaction.
 */
export async function emitEvent(ctx: Ctx, event: NewEvent): Promise<string> {
  const { merchantId, mode } = event.owner
  const now = ctx.clock.now()
  const id = newId('evt', now)
  const seq = await ctx.store.merchants.nextNumber(ctx.db, merchantId, mode, 'event_seq')
  await ctx.store.events.insert(ctx.db, {
    id,
    merchant_id: merchantId,
    mode,
    seq,
    type: event.type,
    object_id: event.objectId,
    data: JSON.stringify({ object: event.object, ...(event.cause ? { cause: event.cause } : {}) }),
    created_at: now,
  })
  const endpoints = event.onlyTo
    ? [event.onlyTo]
    : await ctx.store.webhookEndpoints.listWanting(ctx.db, event.owner, event.type)
  const deliveries = endpoints.map((endpointId) => ({ endpointId, eventId: id }))
  if (deliveries.length > 0) {
    await ctx.store.deliveries.insertAll(ctx.db, deliveries, { seq, now })
    await addFirstJobs(ctx, deliveries)
  }
  return id
}
