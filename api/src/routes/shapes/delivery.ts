import { z } from 'zod'
import type { DeliveryWithAttempts } from '../../services/listDeliveries.ts'
import type { AttemptRow, DeliveryRow } from '../../store/deliveries.ts'
import { deliveryExample } from '../examples/event.ts'
import { exampleId } from '../examples/parts.ts'
import { listSchema, timeSchema } from './common.ts'

const attemptSchema = z
  .object({
    number: z.int(),
    started_at: timeSchema,
    duration_ms: z.int(),
    response_status: z.int().nullable(),
    response_excerpt: z.string().nullable().meta({
      description: 'The first 1,024 bytes of the answer; null for callers without webhook_endpoints:read.',
    }),
    error: z.string().nullable().meta({ description: 'Why there was no full answer.', example: 'timeout' }),
  })
  .meta({ id: 'WebhookAttempt' })

const fields = {
  endpoint: z.string(),
  status: z.enum(['pending', 'delivered', 'dead']),
  next_attempt_at: timeSchema.nullable(),
  delivered_at: timeSchema.nullable(),
  attempts: z.array(attemptSchema),
}

export const deliverySchema = z.object(fields).meta({ id: 'WebhookDelivery' })

export const deliveryListSchema = listSchema(
  z
    .object({
      object: z.literal('webhook_delivery'),
      event: z.string(),
      event_type: z.string(),
      event_seq: z.int(),
      ...fields,
    })
    .meta({
      id: 'WebhookDeliveryOfEvent',
      example: {
        object: 'webhook_delivery',
        event: exampleId('evt'),
        event_type: 'invoice.paid',
        event_seq: 7,
        ...deliveryExample,
      },
    }),
  'WebhookDeliveryList',
)

export function shapeDelivery({ delivery, attempts }: DeliveryWithAttempts) {
  return {
    object: 'webhook_delivery' as const,
    event: delivery.event_id,
    event_type: delivery.type,
    event_seq: Number(delivery.seq),
    ...shapeProgress(delivery, attempts),
  }
}

/** How far a delivery is, with the attempts that were made of it. */
export function shapeProgress(delivery: DeliveryRow, attempts: readonly AttemptRow[]) {
  return {
    endpoint: delivery.endpoint_id,
    status: delivery.status,
    next_attempt_at: delivery.next_attempt_at?.toISOString() ?? null,
    delivered_at: delivery.delivered_at?.toISOString() ?? null,
    attempts: attempts.map((attempt) => ({
      number: attempt.number,
      started_at: attempt.started_at.toISOString(),
      duration_ms: attempt.duration_ms,
      response_status: attempt.response_status,
      response_excerpt: attempt.response_excerpt,
      error: attempt.error,
    })),
  }
}
