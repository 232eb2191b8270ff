import { z } from 'zod'
import { toPayout } from '../domain/objects/payout.ts'
import { cancelPayout as cancel } from '../services/cancelPayout.ts'
import { defineRoute } from './route.ts'
import { idSchema } from './shapes/common.ts'
import { payoutSchema } from './shapes/payout.ts'

export const cancelPayout = defineRoute({
  method: 'post',
  path: '/v1/payouts/{id}/cancel',
  operationId: 'cancelPayout',
  summary: 'Give up a payout that waits for your signature',
  description:
    'Only while it requires a signature. If you signed it all the same and somebody delivers that, it counts as succeeded.',
  tag: 'Payouts',
  access: { scope: 'payouts:write' },
  params: z.object({ id: idSchema('po', 'a payout') }),
  answer: { status: 200, schema: payoutSchema, description: 'The canceled payout.' },
  handle: async (ctx, { caller, params }) => toPayout(ctx.chains, await cancel(ctx, caller, params.id)),
})
