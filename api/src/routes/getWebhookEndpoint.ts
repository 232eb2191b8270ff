import { z } from 'zod'
import { toWebhookEndpoint } from '../domain/objects/webhookEndpoint.ts'
import { getWebhookEndpoint as get } from '../services/getWebhookEndpoint.ts'
import { defineRoute } from './route.ts'
import { idSchema } from './shapes/common.ts'
import { webhookEndpointSchema } from './shapes/webhookEndpoint.ts'

export const getWebhookEndpoint = defineRoute({
  method: 'get',
  path: '/v1/webhook_endpoints/{id}',
  operationId: 'getWebhookEndpoint',
  summary: 'Get a webhook endpoint',
  description: 'The endpoint, with since when its deliveries have failed if they do.',
  tag: 'Webhooks',
  access: { scope: 'webhook_endpoints:read' },
  params: z.object({ id: idSchema('we', 'a webhook endpoint') }),
  answer: { status: 200, schema: webhookEndpointSchema, description: 'The endpoint, without its secret.' },
  handle: async (ctx, { caller, params }) => toWebhookEndpoint(await get(ctx, caller, params.id)),
})
