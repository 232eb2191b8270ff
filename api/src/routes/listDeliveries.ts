import { z } from 'zod'
import { listDeliveries as list } from '../services/listDeliveries.ts'
import { defineRoute } from './route.ts'
import { idSchema, listQuery } from './shapes/common.ts'
import { deliveryListSchema, shapeDelivery } from './shapes/delivery.ts'
import { toList, toPage } from './shapes/list.ts'

export const listDeliveries = defineRoute({
  method: 'get',
  path: '/v1/webhook_endpoints/{id}/deliveries',
  operationId: 'listWebhookDeliveries',
  summary: 'List what a webhook endpoint was told',
  description:
    'Newest event first, each with every attempt and what your server answered. An event’s id is the cursor.',
  tag: 'Webhooks',
  access: { scope: 'webhook_endpoints:read' },
  params: z.object({ id: idSchema('we', 'a webhook endpoint') }),
  query: listQuery('evt', 'an event', {
    status: z
      .enum(['pending', 'delivered', 'dead'], 'must be pending, delivered or dead')
      .optional()
      .meta({ description: '`dead` ones are given up; replay them.', example: 'dead' }),
  }),
  answer: { status: 200, schema: deliveryListSchema, description: 'A page of deliveries.' },
  handle: async (ctx, { caller, params, query }) =>
    toList(
      `/v1/webhook_endpoints/${params.id}/deliveries`,
      await list(ctx, params.id, toPage(caller, query), query.status),
      shapeDelivery,
    ),
})
