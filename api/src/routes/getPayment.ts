import { z } from 'zod'
import { toPayment } from '../domain/objects/payment.ts'
import { getPayment as get } from '../services/getPayment.ts'
import { defineRoute } from './route.ts'
import { idSchema } from './shapes/common.ts'
import { paymentSchema } from './shapes/payment.ts'

export const getPayment = defineRoute({
  method: 'get',
  path: '/v1/payments/{id}',
  operationId: 'getPayment',
  summary: 'Get a payment',
  description: 'The payment as the chain has it at the depth reached so far.',
  tag: 'Payments',
  access: { scope: 'payments:read' },
  params: z.object({ id: idSchema('pay', 'a payment') }),
  answer: { status: 200, schema: paymentSchema, description: 'The payment.' },
  handle: async (ctx, { caller, params }) => toPayment(ctx.chains, await get(ctx, caller, params.id)),
})
