import { z } from 'zod'
import { toWebhookEndpoint } from '../domain/objects/webhookEndpoint.ts'
import { rotateWebhookSecret as rotate } from '../services/rotateWebhookSecret.ts'
import { defineRoute } from './route.ts'
import { idSchema } from './shapes/common.ts'
import { newWebhookEndpointSchema } from './shapes/webhookEndpoint.ts'

const DAY_SECONDS = 24 * 60 * 60

export const rotateWebhookSecret = defineRoute({
  method: 'post',
  path: '/v1/webhook_endpoints/{id}/rotate_secret',
  operationId: 'rotateWebhookSecret',
  summary: 'Give a webhook endpoint a new secret',
  description:
    'Until the old secret expires every delivery is signed with both, so that your servers can change one after the other: `webhook-signature` then has two signatures, and one that fits is enough. The new secret is shown this once.',
  tag: 'Webhooks',
  access: { scope: 'webhook_endpoints:write' },
  params: z.object({ id: idSchema('we', 'a webhook endpoint') }),
  body: z
    .strictObject({
      expires_in: z
        .int('must be a whole number of seconds')
        .min(0, 'must be at least 0')
        .max(7 * DAY_SECONDS, 'must be at most 604800 seconds (seven days)')
        .default(DAY_SECONDS)
        .meta({ description: 'Seconds for which the old secret signs too; 0 ends it now.', example: 86_400 }),
    })
    .meta({ id: 'RotateWebhookSecret' }),
  answer: {
    status: 200,
    schema: newWebhookEndpointSchema,
    description: 'The endpoint, with its new secret.',
  },
  redact: (answer) => ({ ...answer, secret: null }),
  handle: async (ctx, { caller, params, body }) => {
    const { row, secret } = await rotate(ctx, caller, params.id, body.expires_in)
    return { ...toWebhookEndpoint(row), secret }
  },
})
