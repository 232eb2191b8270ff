import { z } from 'zod'
import { toApiKey } from '../domain/objects/apiKey.ts'
import { revokeApiKey as revoke } from '../services/revokeApiKey.ts'
import { defineRoute } from './route.ts'
import { apiKeySchema } from './shapes/apiKey.ts'
import { idSchema } from './shapes/common.ts'

export const revokeApiKey = defineRoute({
  method: 'delete',
  path: '/v1/api_keys/{id}',
  operationId: 'revokeApiKey',
  summary: 'Revoke an API key',
  description:
    'Ends it at once, everywhere. A key may revoke itself, so that whoever finds a leaked one can end it with it; its row stays in the list.',
  tag: 'API keys',
  access: { scope: 'api_keys:write' },
  params: z.object({ id: idSchema('key', 'an API key') }),
  answer: { status: 200, schema: apiKeySchema, description: 'The revoked key.' },
  handle: async (ctx, { caller, params }) => toApiKey(await revoke(ctx, caller, params.id)),
})
