import { toWebhookEndpoint } from '../domain/objects/webhookEndpoint.ts'
import { listWebhookEndpoints as list } from '../services/listWebhookEndpoints.ts'
import { defineRoute } from './route.ts'
import { listQuery, metadataFilter } from './shapes/common.ts'
import { toList, toPage } from './shapes/list.ts'
import { webhookEndpointListSchema } from './shapes/webhookEndpoint.ts'

export const listWebhookEndpoints = defineRoute({
  method: 'get',
  path: '/v1/webhook_endpoints',
  operationId: 'listWebhookEndpoints',
  summary: 'List webhook endpoints, newest first',
  description: 'All endpoints of the key’s mode, without their secrets.',
  tag: 'Webhooks',
  access: { scope: 'webhook_endpoints:read' },
  query: listQuery('we', 'a webhook endpoint', { metadata: metadataFilter('we') }),
  answer: { status: 200, schema: webhookEndpointListSchema, description: 'A page of endpoints.' },
  handle: async (ctx, { caller, query }) =>
    toList('/v1/webhook_endpoints', await list(ctx, toPage(caller, query)), toWebhookEndpoint),
})
