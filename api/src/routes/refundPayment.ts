import { z } from 'zod'
import { toRefund } from '../domain/objects/refund.ts'
import { IN_PATH } from '../domain/paymentAction.ts'
import { createRefund, prepareRefund } from '../services/createRefund.ts'
import { defineRoute } from './route.ts'
import { amountInput, idSchema, metadataInput, textInput } from './shapes/common.ts'
import { refundSchema } from './shapes/refund.ts'

export const refundPayment = defineRoute({
  method: 'post',
  path: '/v1/payments/{id}/refund',
  operationId: 'refundPayment',
  summary: 'Refund this payment',
  description: 'The same as `POST /v1/refunds` with the payment in the path.',
  tag: 'Payments',
  access: { scope: 'payments:write' },
  idempotencyKey: 'required',
  params: z.object({ id: idSchema('pay', 'a payment') }),
  body: z
    .strictObject({
      amount: amountInput.optional(),
      reason: textInput(500).nullable().default(null).meta({ description: 'For your own books.' }),
      metadata: metadataInput.default({}),
    })
    .meta({ id: 'RefundPayment', example: { amount: '2000000' } }),
  answer: { status: 201, schema: refundSchema, description: 'The refund.' },
  prepare: (ctx, { caller, params, body }) => {
    const input = {
      payment: params.id,
      amount: body.amount,
      reason: body.reason,
      metadata: body.metadata,
    }
    return prepareRefund(ctx, caller, input, IN_PATH)
  },
  handle: async (ctx, { caller }, prepared) =>
    toRefund(ctx.chains, await createRefund(ctx, caller, prepared)),
})
