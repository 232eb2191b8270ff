import { z } from 'zod'
import { replayEvent as replay } from '../services/replayEvent.ts'
import { defineRoute } from './route.ts'
import { idSchema } from './shapes/common.ts'
import { eventWithDeliveriesSchema, shapeEventWithDeliveries } from './shapes/event.ts'

export const replayEvent = defineRoute({
  method: 'post',
  path: '/v1/events/{id}/replay',
  operationId: 'replayEvent',
  summary: 'Deliver an event once more',
  description:
    'With the same id and body, so a receiver that remembers `webhook-id` sees that it is no news. Without `endpoint` it goes to all enabled endpoints that want its type. The schedule of retries begins anew; earlier attempts stay on record.',
  tag: 'Events',
  access: { scope: 'webhook_endpoints:write' },
  params: z.object({ id: idSchema('evt', 'an event') }),
  body: z
    .strictObject({ endpoint: idSchema('we', 'a webhook endpoint').optional() })
    .meta({ id: 'ReplayEvent' }),
  answer: { status: 202, schema: eventWithDeliveriesSchema, description: 'The event and its deliveries.' },
  handle: async (ctx, { caller, params, body }) =>
    shapeEventWithDeliveries(await replay(ctx, caller, params.id, body.endpoint), caller),
})
