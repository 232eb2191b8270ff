import { z } from 'zod'
import { deleteWebhookEndpoint as remove } from '../services/deleteWebhookEndpoint.ts'
import { defineRoute } from './route.ts'
import { idSchema } from './shapes/common.ts'
import { deletedWebhookEndpointSchema } from './shapes/webhookEndpoint.ts'

export const deleteWebhookEndpoint = defineRoute({
  method: 'delete',
  path: '/v1/webhook_endpoints/{id}',
  operationId: 'deleteWebhookEndpoint',
  summary: 'Delete a webhook endpoint',
  description: 'Nothing more is delivered to it, what is waiting included.',
  tag: 'Webhooks',
  access: { scope: 'webhook_endpoints:write' },
  params: z.object({ id: idSchema('we', 'a webhook endpoint') }),
  answer: { status: 200, schema: deletedWebhookEndpointSchema, description: 'The endpoint is deleted.' },
  handle: async (ctx, { caller, params }) => {
    await remove(ctx, caller, params.id)
    return { object: 'webhook_endpoint' as const, id: params.id, deleted: true as const }
  },
})
