import { z } from 'zod'
import { toRelayCost } from '../domain/objects/relayCost.ts'
import { listCosts } from '../services/sponsor/listCosts.ts'
import { defineRoute } from './route.ts'
import { chainInput, timeSchema } from './shapes/common.ts'
import { costListSchema } from './shapes/sponsorship.ts'

export const listRelayCosts = defineRoute({
  method: 'get',
  path: '/v1/relay_costs',
  operationId: 'listRelayCosts',
  summary: 'Report what your relays cost',
  description:
    'All at once, by day of acceptance (UTC), chain and kind, newest day first. What is still under way is in `reserved`, so that the figures of a day change until its last relay has ended.',
  tag: 'Relays',
  access: { scope: 'relays:read' },
  query: z.strictObject({
    from: timeSchema.optional().meta({
      description: 'Relays accepted from this moment; thirty days before `to` where it is left out.',
      example: '2026-11-01T00:00:00Z',
    }),
    to: timeSchema.optional().meta({
      description: 'Relays accepted before this moment; now where it is left out. At most 366 days later.',
      example: '2026-12-01T00:00:00Z',
    }),
    chain: chainInput.optional(),
  }),
  answer: { status: 200, schema: costListSchema, description: 'The costs.' },
  handle: async (ctx, { caller, query }) => ({
    object: 'list' as const,
    url: '/v1/relay_costs',
    has_more: false,
    data: (await listCosts(ctx, caller, query)).map((row) => toRelayCost(ctx.chains, row)),
  }),
})
