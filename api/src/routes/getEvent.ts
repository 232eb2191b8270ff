import { z } from 'zod'
import { getEvent as get } from '../services/getEvent.ts'
import { defineRoute } from './route.ts'
import { idSchema } from './shapes/common.ts'
import { eventWithDeliveriesSchema, shapeEventWithDeliveries } from './shapes/event.ts'

export const getEvent = defineRoute({
  method: 'get',
  path: '/v1/events/{id}',
  operationId: 'getEvent',
  summary: 'Get an event with its deliveries',
  description: 'Shows every attempt to deliver the event to your webhook endpoints, and what they answered.',
  tag: 'Events',
  access: { scope: 'events:read' },
  params: z.object({ id: idSchema('evt', 'an event') }),
  answer: { status: 200, schema: eventWithDeliveriesSchema, description: 'The event and its deliveries.' },
  handle: async (ctx, { caller, params }) =>
    shapeEventWithDeliveries(await get(ctx, caller, params.id), caller),
})
