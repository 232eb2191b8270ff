import { toApiKey } from '../domain/objects/apiKey.ts'
import { defineRoute } from './route.ts'
import { apiKeyListSchema } from './shapes/apiKey.ts'
import { listQuery } from './shapes/common.ts'
import { toList, toPage } from './shapes/list.ts'

export const listApiKeys = defineRoute({
  method: 'get',
  path: '/v1/api_keys',
  operationId: 'listApiKeys',
  summary: 'List API keys, newest first',
  description: 'Keys of your mode, those that were revoked or have ended among them.',
  tag: 'API keys',
  access: { scope: 'api_keys:read' },
  query: listQuery('key', 'an API key', {}),
  answer: { status: 200, schema: apiKeyListSchema, description: 'A page of keys, without their secrets.' },
  handle: async (ctx, { caller, query }) =>
    toList('/v1/api_keys', await ctx.store.apiKeys.list(ctx.db, toPage(caller, query)), toApiKey),
})
