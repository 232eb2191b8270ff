import { z } from 'zod'
import { toWebhookEndpoint } from '../domain/objects/webhookEndpoint.ts'
import { createWebhookEndpoint as create } from '../services/createWebhookEndpoint.ts'
import { defineRoute } from './route.ts'
import { metadataInput, textInput } from './shapes/common.ts'
import { enabledEventsInput, endpointUrlInput, newWebhookEndpointSchema } from './shapes/webhookEndpoint.ts'

export const createWebhookEndpoint = defineRoute({
  method: 'post',
  path: '/v1/webhook_endpoints',
  operationId: 'createWebhookEndpoint',
  summary: 'Create a webhook endpoint',
  description:
    'Deliveries follow Standard Webhooks and are signed with the `secret` in this answer, which is shown this once.',
  tag: 'Webhooks',
  access: { scope: 'webhook_endpoints:write' },
  body: z
    .strictObject({
      url: endpointUrlInput,
      enabled_events: enabledEventsInput.default(['*']),
      description: textInput(500).nullable().default(null),
      metadata: metadataInput.default({}),
    })
    .meta({ id: 'CreateWebhookEndpoint' }),
  answer: { status: 201, schema: newWebhookEndpointSchema, description: 'The endpoint, with its secret.' },
  redact: (answer) => ({ ...answer, secret: null }),
  handle: async (ctx, { caller, body }) => {
    const { row, secret } = await create(ctx, caller, {
      url: body.url,
      description: body.description,
      enabledEvents: body.enabled_events,
      metadata: body.metadata,
    })
    return { ...toWebhookEndpoint(row), secret }
  },
})
