import { z } from 'zod'
import { toPayout } from '../domain/objects/payout.ts'
import { getPayout as get } from '../services/getPayout.ts'
import { defineRoute } from './route.ts'
import { idSchema } from './shapes/common.ts'
import { payoutSchema } from './shapes/payout.ts'

export const getPayout = defineRoute({
  method: 'get',
  path: '/v1/payouts/{id}',
  operationId: 'getPayout',
  summary: 'Get a payout',
  description: 'While it waits for your signature, `signature_request` says what to sign or send.',
  tag: 'Payouts',
  access: { scope: 'payouts:read' },
  params: z.object({ id: idSchema('po', 'a payout') }),
  answer: { status: 200, schema: payoutSchema, description: 'The payout.' },
  handle: async (ctx, { caller, params }) => toPayout(ctx.chains, await get(ctx, caller, params.id)),
})
