import { z } from 'zod'
import { replayRange } from '../services/replayRange.ts'
import { EXAMPLE_TIME } from './examples/parts.ts'
import { defineRoute } from './route.ts'
import { idOutput, idSchema, timeSchema } from './shapes/common.ts'
import { eventTypeInput } from './shapes/webhookEndpoint.ts'

export const replayEvents = defineRoute({
  method: 'post',
  path: '/v1/webhook_endpoints/{id}/replay',
  operationId: 'replayEvents',
  summary: 'Deliver the events of a span of time once more',
  description:
    'All events made from `from` until before `to`, at most 10,000, in their order and with their own ids, whatever types the endpoint wants. They become deliveries within moments, after all that is new to the endpoint; until then another replay to it is refused; list these to see how far it is.',
  tag: 'Webhooks',
  access: { scope: 'webhook_endpoints:write' },
  params: z.object({ id: idSchema('we', 'a webhook endpoint') }),
  body: z
    .strictObject({
      from: timeSchema,
      to: timeSchema,
      types: z
        .array(eventTypeInput)
        .min(1, 'must name at least one type of event')
        .max(100, 'names a type of event twice')
        .optional()
        .meta({ description: 'Only events of these types.' }),
    })
    .meta({
      id: 'ReplayEvents',
      example: { from: EXAMPLE_TIME, to: '2026-11-22T13:00:00.000Z', types: ['invoice.paid'] },
    }),
  answer: {
    status: 202,
    schema: z
      .object({
        object: z.literal('webhook_replay'),
        endpoint: idOutput('we', 'the endpoint that hears them'),
        from: timeSchema,
        to: timeSchema,
        events: z.int().meta({ description: 'How many events there are.', example: 12 }),
      })
      .meta({ id: 'WebhookReplay' }),
    description: 'What is delivered once more.',
  },
  handle: async (ctx, { caller, params, body }) => {
    const range = { from: new Date(body.from), to: new Date(body.to), types: body.types }
    const events = await replayRange(ctx, caller, params.id, range)
    return { object: 'webhook_replay' as const, endpoint: params.id, from: body.from, to: body.to, events }
  },
})
