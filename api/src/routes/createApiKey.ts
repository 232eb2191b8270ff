import { z } from 'zod'
import { toApiKey } from '../domain/objects/apiKey.ts'
import { createApiKey as create } from '../services/createApiKey.ts'
import { requireScopes } from '../services/requireScopes.ts'
import { defineRoute } from './route.ts'
import { newApiKeySchema, scopesInput } from './shapes/apiKey.ts'
import { textInput } from './shapes/common.ts'

export const createApiKey = defineRoute({
  method: 'post',
  path: '/v1/api_keys',
  operationId: 'createApiKey',
  summary: 'Create an API key',
  description:
    'The key is the `secret` in this answer, shown this once. It sees the mode in which you call, and may do at most what you may do.',
  tag: 'API keys',
  access: { scope: 'api_keys:write' },
  body: z
    .strictObject({
      name: textInput(100).nullable().default(null).meta({ description: 'For yourself.' }),
      scopes: scopesInput,
    })
    .meta({
      id: 'CreateApiKey',
      example: { name: 'shop server', scopes: ['invoices:read', 'invoices:write'] },
    }),
  answer: { status: 201, schema: newApiKeySchema, description: 'The key, with its secret.' },
  redact: (answer) => ({ ...answer, secret: null }),
  // Refused before a replay is kept: another caller with the same Idempotency-Key may have the scopes.
  prepare: async (_ctx, { caller, body }) => requireScopes(caller, body.scopes, 'scopes'),
  handle: async (ctx, { caller, body }) => {
    const { row, key } = await create(ctx, caller, body.scopes, { name: body.name })
    return { ...toApiKey(row), secret: key }
  },
})
