import { z } from 'zod'
import type { MerchantCaller } from '../../domain/caller.ts'
import { toEvent } from '../../domain/objects/event.ts'
import type { EventWithDeliveries } from '../../services/getEvent.ts'
import { deliveryExample, eventExample } from '../examples/event.ts'
import { listSchema, timeSchema } from './common.ts'
import { deliverySchema, shapeProgress } from './delivery.ts'

const fields = {
  object: z.literal('event'),
  id: z.string(),
  type: z.string(),
  seq: z.int().meta({ description: 'Number in the merchant’s series of this mode, without gaps.' }),
  mode: z.enum(['test', 'live']),
  created_at: timeSchema,
  data: z
    .record(z.string(), z.unknown())
    .meta({ description: '`object` as it was at that moment, and perhaps the `cause` of the event.' }),
}

const eventSchema = z.object(fields).meta({ id: 'Event', example: eventExample })

export const eventWithDeliveriesSchema = z.object({ ...fields, deliveries: z.array(deliverySchema) }).meta({
  id: 'EventWithDeliveries',
  example: { ...eventExample, deliveries: [deliveryExample] },
})

export const eventListSchema = listSchema(eventSchema, 'EventList')

/** What endpoints answered is for those who may see endpoints. */
export function shapeEventWithDeliveries(
  { event, deliveries, attempts }: EventWithDeliveries,
  { scopes }: MerchantCaller,
) {
  const showsAnswers = scopes.includes('webhook_endpoints:read')
  return {
    ...toEvent(event),
    deliveries: deliveries.map((delivery) =>
      shapeProgress(
        delivery,
        attempts
          .filter((attempt) => attempt.endpoint_id === delivery.endpoint_id)
          .map((attempt) => (showsAnswers ? attempt : { ...attempt, response_excerpt: null })),
      ),
    ),
  }
}
