import { z } from 'zod'
import { SCOPES } from '../../domain/caller.ts'
import { listSchema, timeSchema } from './common.ts'

export const scopesInput = z
  .array(z.enum(SCOPES, `must be one of: ${SCOPES.join(', ')}`))
  .min(1, 'must name at least one scope')
  .max(SCOPES.length, 'names a scope twice')
  .refine((scopes) => new Set(scopes).size === scopes.length, 'names a scope twice')
  .meta({
    description: 'What the key may do: at most what you may do yourself.',
    example: ['invoices:read', 'invoices:write'],
  })

const fields = {
  object: z.literal('api_key'),
  id: z.string(),
  mode: z.enum(['test', 'live']),
  name: z.string().nullable(),
  prefix: z.string().meta({ description: 'How the key begins.' }),
  last_four: z.string().nullable().meta({ description: 'How the key ends; null where it is not known.' }),
  scopes: z.array(z.string()),
  version: z.string().meta({ description: 'The version of the API that the key is bound to.' }),
  created_at: timeSchema,
  last_used_at: timeSchema.nullable().meta({ description: 'To the minute.' }),
  expires_at: timeSchema.nullable().meta({ description: 'When a rolled key ends.' }),
  revoked_at: timeSchema.nullable(),
}

const shown = {
  object: 'api_key' as const,
  id: 'key_01h2xcejqtf2nbrexx3vqjhp41',
  mode: 'test' as const,
  name: 'shop server',
  prefix: 'fl_test_',
  last_four: 'x7Qe',
  scopes: ['invoices:read', 'invoices:write'],
  version: '2026-11-22',
  created_at: '2026-11-22T12:00:00.000Z',
  last_used_at: null,
  expires_at: null,
  revoked_at: null,
}

export const apiKeySchema = z.object(fields).meta({ id: 'ApiKey', example: shown })

export const newApiKeySchema = z
  .object({
    ...fields,
    secret: z
      .string()
      .nullable()
      .meta({ description: 'The key itself. Shown this once: a replay of this call has null.' }),
  })
  .meta({ id: 'NewApiKey', example: { ...shown, secret: 'fl_test_…x7Qe' } })

export const apiKeyListSchema = listSchema(apiKeySchema, 'ApiKeyList')
