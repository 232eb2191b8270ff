import { z } from 'zod'
import { toRefund } from '../domain/objects/refund.ts'
import { cancelRefund as cancel } from '../services/cancelRefund.ts'
import { defineRoute } from './route.ts'
import { idSchema } from './shapes/common.ts'
import { refundSchema } from './shapes/refund.ts'

export const cancelRefund = defineRoute({
  method: 'post',
  path: '/v1/refunds/{id}/cancel',
  operationId: 'cancelRefund',
  summary: 'Give up a refund that waits for your signature',
  description:
    'Only while it requires a signature. If you signed it all the same and somebody delivers that, it counts as succeeded.',
  tag: 'Refunds',
  access: { scope: 'payments:write' },
  params: z.object({ id: idSchema('re', 'a refund') }),
  answer: { status: 200, schema: refundSchema, description: 'The canceled refund.' },
  handle: async (ctx, { caller, params }) => toRefund(ctx.chains, await cancel(ctx, caller, params.id)),
})
