import { z } from 'zod'
import { toApiKey } from '../domain/objects/apiKey.ts'
import { getApiKey as get } from '../services/getApiKey.ts'
import { defineRoute } from './route.ts'
import { apiKeySchema } from './shapes/apiKey.ts'
import { idSchema } from './shapes/common.ts'

export const getApiKey = defineRoute({
  method: 'get',
  path: '/v1/api_keys/{id}',
  operationId: 'getApiKey',
  summary: 'Get an API key',
  description: 'Shows by which ends to tell it, what it may do, and when it was last used.',
  tag: 'API keys',
  access: { scope: 'api_keys:read' },
  params: z.object({ id: idSchema('key', 'an API key') }),
  answer: { status: 200, schema: apiKeySchema, description: 'The key, without its secret.' },
  handle: async (ctx, { caller, params }) => toApiKey(await get(ctx, caller, params.id)),
})
