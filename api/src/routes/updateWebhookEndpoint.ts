import { z } from 'zod'
import { toWebhookEndpoint } from '../domain/objects/webhookEndpoint.ts'
import { updateWebhookEndpoint as update } from '../services/updateWebhookEndpoint.ts'
import { defineRoute } from './route.ts'
import { idSchema, metadataInput, textInput } from './shapes/common.ts'
import { enabledEventsInput, endpointUrlInput, webhookEndpointSchema } from './shapes/webhookEndpoint.ts'

export const updateWebhookEndpoint = defineRoute({
  method: 'patch',
  path: '/v1/webhook_endpoints/{id}',
  operationId: 'updateWebhookEndpoint',
  summary: 'Change a webhook endpoint',
  description:
    'Changes the fields that are sent; `metadata` and `enabled_events` are replaced as a whole. While it is disabled an endpoint hears nothing, and what becomes due then is given up: replay it afterwards. Enabling forgets its failures.',
  tag: 'Webhooks',
  access: { scope: 'webhook_endpoints:write' },
  params: z.object({ id: idSchema('we', 'a webhook endpoint') }),
  body: z
    .strictObject({
      url: endpointUrlInput.optional(),
      enabled_events: enabledEventsInput.optional(),
      description: textInput(500).nullable().optional(),
      metadata: metadataInput.optional(),
      status: z.enum(['enabled', 'disabled']).optional(),
    })
    .meta({
      id: 'UpdateWebhookEndpoint',
      example: { enabled_events: ['invoice.paid', 'payment.refunded'], status: 'enabled' },
    }),
  answer: { status: 200, schema: webhookEndpointSchema, description: 'The endpoint as it is now.' },
  handle: async (ctx, { caller, params, body }) => {
    const { enabled_events: enabledEvents, ...rest } = body
    return toWebhookEndpoint(await update(ctx, caller, params.id, { ...rest, enabledEvents }))
  },
})
