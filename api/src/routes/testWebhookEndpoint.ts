import { z } from 'zod'
import { testWebhookEndpoint as test } from '../services/testWebhookEndpoint.ts'
import { defineRoute } from './route.ts'
import { idSchema } from './shapes/common.ts'
import { eventWithDeliveriesSchema, shapeEventWithDeliveries } from './shapes/event.ts'

export const testWebhookEndpoint = defineRoute({
  method: 'post',
  path: '/v1/webhook_endpoints/{id}/test',
  operationId: 'testWebhookEndpoint',
  summary: 'Send a test event to a webhook endpoint',
  description:
    'Makes a `webhook.test` event that this endpoint alone hears, whatever types it wants. Read the event to see what your server answered.',
  tag: 'Webhooks',
  access: { scope: 'webhook_endpoints:write' },
  params: z.object({ id: idSchema('we', 'a webhook endpoint') }),
  answer: { status: 201, schema: eventWithDeliveriesSchema, description: 'The event and its delivery.' },
  handle: async (ctx, { caller, params }) =>
    shapeEventWithDeliveries(await test(ctx, caller, params.id), caller),
})
