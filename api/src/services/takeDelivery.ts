import type { Ctx } from '../context.ts'
import type { DeliveryKey, DeliveryRow } from '../store/deliveries.ts'
import type { WebhookEndpointRow } from '../store/webhookEndpoints.ts'
import type { DeliveryPool } from './addDeliveryJob.ts'

/** Longer than an attempt can take, so that a living worker is never overtaken; what a dead one held waits as long. */
const LEASE_MS = 20_000

/** A delivery that is ours until the lease ends. */
export interface Taken {
  kind: 'taken'
  endpoint: WebhookEndpointRow
  delivery: DeliveryRow
  takenAt: Date
  leasedUntil: Date
}

export type Turn =
  | Taken
  | { kind: 'nothing' }
  | { kind: 'busy'; held: DeliveryKey; until: Date }
  | { kind: 'held_back'; next: DeliveryKey }

/**
 * Takes what an endpoint is to hear next. The endpoint is locked while we look, so two workers cannot both find it free;
 * and whoever finds it busy may leave, because its holder looks once more after that.
 */
export async function takeDelivery(outer: Ctx, endpointId: string, pool: DeliveryPool): Promise<Turn> {
  const now = outer.clock.now()
  return outer.store.locks.inTransaction(outer.db, async (db): Promise<Turn> => {
    const { deliveries, webhookEndpoints } = outer.store
    const endpoint = await webhookEndpoints.lock(db, endpointId)
    if (endpoint.status !== 'enabled') {
      await deliveries.giveUpDue(db, endpointId, now)
      return { kind: 'nothing' }
    }
    const held = await deliveries.findHeld(db, endpointId, now)
    if (held) return { kind: 'busy', held: { endpointId, eventId: held.event_id }, until: held.leased_until }
    const delivery = await deliveries.findNextDue(db, endpointId, now)
    if (!delivery) return { kind: 'nothing' }
    const key = { endpointId, eventId: delivery.event_id }
    if (pool === 'first' && isHeldBack(endpoint, now)) return { kind: 'held_back', next: key }
    const leasedUntil = new Date(now.getTime() + LEASE_MS)
    await deliveries.lease(db, key, leasedUntil)
    return { kind: 'taken', endpoint, delivery, takenAt: now, leasedUntil }
  })
}

/** It may take the whole timeout, or did take long lately. */
function isHeldBack(endpoint: WebhookEndpointRow, now: Date): boolean {
  const { failing_since: failingSince, slow_until: slowUntil } = endpoint
  return failingSince !== null || (slowUntil !== null && slowUntil > now)
}
