import { z } from 'zod'
import { toApiKey } from '../domain/objects/apiKey.ts'
import { prepareRoll, rollApiKey as roll } from '../services/rollApiKey.ts'
import { defineRoute } from './route.ts'
import { newApiKeySchema } from './shapes/apiKey.ts'
import { idSchema } from './shapes/common.ts'

const SEVEN_DAYS_SECONDS = 7 * 24 * 60 * 60

export const rollApiKey = defineRoute({
  method: 'post',
  path: '/v1/api_keys/{id}/roll',
  operationId: 'rollApiKey',
  summary: 'Roll an API key',
  description:
    'Answers with a new key of the same name and scopes. The old one ends at once, or goes on for `expires_in` seconds, so that servers can change over without a gap. You need every scope that the key has.',
  tag: 'API keys',
  access: { scope: 'api_keys:write' },
  params: z.object({ id: idSchema('key', 'an API key') }),
  body: z
    .strictObject({
      expires_in: z
        .int('must be a whole number of seconds')
        .min(0, 'must be at least 0')
        .max(SEVEN_DAYS_SECONDS, `must be at most ${SEVEN_DAYS_SECONDS}: seven days`)
        .default(0)
        .meta({ description: 'Seconds for which the old key goes on.', example: 3600 }),
    })
    .meta({ id: 'RollApiKey', example: { expires_in: 3600 } }),
  answer: { status: 201, schema: newApiKeySchema, description: 'The new key, with its secret.' },
  redact: (answer) => ({ ...answer, secret: null }),
  prepare: (ctx, { caller, params }) => prepareRoll(ctx, caller, params.id),
  handle: async (ctx, { caller, params, body }) => {
    const { row, key } = await roll(ctx, caller, params.id, body.expires_in)
    return { ...toApiKey(row), secret: key }
  },
})
