import { z } from 'zod'
import { toRelay } from '../domain/objects/relay.ts'
import { getRelay as get } from '../services/getRelay.ts'
import { defineRoute } from './route.ts'
import { idSchema } from './shapes/common.ts'
import { relaySchema } from './shapes/relay.ts'

export const getRelay = defineRoute({
  method: 'get',
  path: '/v1/relays/{id}',
  operationId: 'getRelay',
  summary: 'Get a relay',
  description: 'Where a signed intent stands: accepted, submitted, mined, and how it ended.',
  tag: 'Relays',
  access: { scope: 'relays:read', orCheckoutToken: true },
  params: z.object({ id: idSchema('rl', 'a relay') }),
  answer: { status: 200, schema: relaySchema, description: 'The relay.' },
  handle: async (ctx, { caller, params }) => toRelay(await get(ctx, caller, params.id)),
})
