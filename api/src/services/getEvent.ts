import type { Ctx } from '../context.ts'
import type { Owner } from '../domain/caller.ts'
import { notFound } from '../domain/errors.ts'
import type { AttemptRow, DeliveryRow } from '../store/deliveries.ts'
import type { EventRow } from '../store/events.ts'

export interface EventWithDeliveries {
  event: EventRow
  deliveries: DeliveryRow[]
  attempts: AttemptRow[]
}

/** An event, with every attempt to deliver it. */
export async function getEvent(ctx: Ctx, owner: Owner, id: string): Promise<EventWithDeliveries> {
  const event = await ctx.store.events.find(ctx.db, owner, id)
  if (!event) throw notFound('event', id)
  const deliveries = await ctx.store.deliveries.listByEvent(ctx.db, id)
  const attempts = await ctx.store.deliveries.listAttempts(ctx.db, id)
  return { event, deliveries, attempts }
}
