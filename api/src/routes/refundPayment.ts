import { z } from 'zod'
import { prepareRefund, refundPayment as refund } from '../services/refundPayment.ts'
import { defineRoute } from './route.ts'
import { amountInput, idSchema } from './shapes/common.ts'
import { actionSchema, shapeAction } from './shapes/relay.ts'

export const refundPayment = defineRoute({
  method: 'post',
  path: '/v1/payments/{id}/refund',
  operationId: 'refundPayment',
  summary: 'Refund a captured payment',
  description: 'Pays captured money back to the payer from your available balance.',
  tag: 'Payments',
  access: { scope: 'payments:write' },
  idempotencyKey: 'required',
  params: z.object({ id: idSchema('pay', 'a payment') }),
  body: z.strictObject({ amount: amountInput }).meta({ id: 'RefundPayment' }),
  answer: { status: 202, schema: actionSchema, description: 'The relay, or what you are to sign.' },
  prepare: (ctx, { caller, params, body }) => prepareRefund(ctx, caller, params.id, body.amount),
  handle: async (ctx, { caller }, prepared) => shapeAction(await refund(ctx, caller, prepared)),
})
