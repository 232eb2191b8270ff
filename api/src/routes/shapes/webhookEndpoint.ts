import { z } from 'zod'
import { EVENT_TYPES } from '../../domain/eventTypes.ts'
import { EXAMPLE_SECRET } from '../examples/parts.ts'
import { webhookEndpointExample } from '../examples/webhookEndpoint.ts'
import { idOutput, keepableText, listSchema, metadataInput, timeSchema } from './common.ts'

const EVENT_TYPE_NAMES = Object.keys(EVENT_TYPES)

export const eventTypeInput = z
  .enum(EVENT_TYPE_NAMES, `must be one of: ${EVENT_TYPE_NAMES.join(', ')}`)
  .meta({ description: 'Type of an event.', example: 'invoice.paid' })

/** Several types in one parameter of a query. */
export const eventTypesInput = z
  .string()
  .transform((text) => text.split(','))
  .pipe(z.array(eventTypeInput))
  .meta({
    type: 'string',
    description: 'Types of event, with commas between them.',
    example: 'invoice.paid,invoice.voided',
  })

export const endpointUrlInput = keepableText('must be a URL, such as "https://shop.example/webhooks"').meta({
  description: 'https, at most 2,048 characters, without credentials or fragment.',
  example: 'https://shop.example/webhooks',
})

export const enabledEventsInput = z
  .array(z.enum(['*', ...EVENT_TYPE_NAMES], `must be "*" or one of: ${EVENT_TYPE_NAMES.join(', ')}`))
  .min(1, 'must name at least one type of event, or "*" for all of them')
  .max(EVENT_TYPE_NAMES.length, 'names a type of event twice')
  .refine((types) => new Set(types).size === types.length, 'names a type of event twice')
  .refine((types) => !types.includes('*') || types.length === 1, 'must be ["*"] alone, or types without "*"')
  .meta({ description: 'Types of event to deliver, or `*` alone for all of them.' })

const fields = {
  object: z.literal('webhook_endpoint'),
  id: z.string(),
  mode: z.enum(['test', 'live']),
  url: z.string(),
  description: z.string().nullable(),
  enabled_events: z.array(z.string()),
  metadata: metadataInput,
  status: z.enum(['enabled', 'disabled']),
  disabled_reason: z.string().nullable().meta({
    description:
      '`gone` after an answer of 410, `failing` after five days of failures, `requested` where you did it.',
  }),
  failing_since: timeSchema.nullable().meta({ description: 'Since when every attempt has failed.' }),
  previous_secret_expires_at: timeSchema.nullable().meta({
    description: 'Until then deliveries are signed with the secret before the last rotation too.',
  }),
  version: z.string(),
  created_at: timeSchema,
}

export const webhookEndpointSchema = z.object(fields).meta({
  id: 'WebhookEndpoint',
  example: webhookEndpointExample,
})

export const newWebhookEndpointSchema = z
  .object({
    ...fields,
    secret: z.string().nullable().meta({
      description:
        'Verifies deliveries (Standard Webhooks). Shown this once: a replay of this call has null.',
    }),
  })
  .meta({
    id: 'NewWebhookEndpoint',
    example: { ...webhookEndpointExample, secret: EXAMPLE_SECRET },
  })

export const deletedWebhookEndpointSchema = z
  .object({
    object: z.literal('webhook_endpoint'),
    id: idOutput('we', 'the endpoint that is gone'),
    deleted: z.literal(true),
  })
  .meta({ id: 'DeletedWebhookEndpoint' })

export const webhookEndpointListSchema = listSchema(webhookEndpointSchema, 'WebhookEndpointList')
