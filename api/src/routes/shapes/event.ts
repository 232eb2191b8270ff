import { z } from 'zod'
import { toEvent } from '../../domain/objects/event.ts'
import type { EventWithDeliveries } from '../../services/getEvent.ts'
import { deliveryExample, eventExample } from '../examples/event.ts'
import { listSchema, timeSchema } from './common.ts'

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

const attemptSchema = z
  .object({
    number: z.int(),
    started_at: timeSchema,
    duration_ms: z.int(),
    response_status: z.int().nullable(),
    response_excerpt: z.string().nullable().meta({ description: 'The first 1,024 bytes of the answer.' }),
    error: z.string().nullable().meta({ description: 'Why there was no full answer.', example: 'timeout' }),
  })
  .meta({ id: 'WebhookAttempt' })

const deliverySchema = z
  .object({
    endpoint: z.string(),
    status: z.enum(['pending', 'delivered', 'dead']),
    next_attempt_at: timeSchema.nullable(),
    delivered_at: timeSchema.nullable(),
    attempts: z.array(attemptSchema),
  })
  .meta({ id: 'WebhookDelivery' })

const eventSchema = z.object(fields).meta({ id: 'Event', example: eventExample })

export const eventWithDeliveriesSchema = z.object({ ...fields, deliveries: z.array(deliverySchema) }).meta({
  id: 'EventWithDeliveries',
  example: { ...eventExample, deliveries: [deliveryExample] },
})

export const eventListSchema = listSchema(eventSchema, 'EventList')

export function shapeEventWithDeliveries({ event, deliveries, attempts }: EventWithDeliveries) {
  return {
    ...toEvent(event),
    deliveries: deliveries.map((delivery) => ({
      endpoint: delivery.endpoint_id,
      status: delivery.status,
      next_attempt_at: delivery.next_attempt_at?.toISOString() ?? null,
      delivered_at: delivery.delivered_at?.toISOString() ?? null,
      attempts: attempts
        .filter((attempt) => attempt.endpoint_id === delivery.endpoint_id)
        .map((attempt) => ({
          number: attempt.number,
          started_at: attempt.started_at.toISOString(),
          duration_ms: attempt.duration_ms,
          response_status: attempt.response_status,
          response_excerpt: attempt.response_excerpt,
          error: attempt.error,
        })),
    })),
  }
}
