import { z } from 'zod'
import { toPayment } from '../domain/objects/payment.ts'
import { assignPayment as assign, checkAssignment } from '../services/assignPayment.ts'
import { defineRoute } from './route.ts'
import { idSchema } from './shapes/common.ts'
import { paymentSchema } from './shapes/payment.ts'

export const assignPayment = defineRoute({
  method: 'post',
  path: '/v1/payments/{id}/assign',
  operationId: 'assignPayment',
  summary: 'Count an unmatched payment toward an invoice',
  description:
    'For confirmed money that none of your payment requests asked for, such as what a customer sent with terms of its own. The invoice must be open or uncollectible and in the same token. It is for good: who is told that an invoice is paid must be able to rely on it. Refund the payment if it was wrong. While the books of the chain are being written the answer may be 409 `posting_busy`; send the same call again.',
  tag: 'Unmatched payments',
  access: { scope: 'payments:write' },
  idempotencyKey: 'required',
  params: z.object({ id: idSchema('pay', 'a payment') }),
  body: z.strictObject({ invoice: idSchema('inv', 'an invoice') }).meta({ id: 'AssignPayment' }),
  answer: {
    status: 200,
    schema: paymentSchema,
    description: 'The payment, which counts toward the invoice.',
  },
  prepare: (ctx, { caller, params, body }) => checkAssignment(ctx, caller, params.id, body.invoice),
  handle: async (ctx, { caller, params, body }) =>
    toPayment(ctx.chains, await assign(ctx, caller, params.id, body.invoice)),
})
