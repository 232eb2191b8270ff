import { z } from 'zod'
import { toRefund } from '../domain/objects/refund.ts'
import { createRefund as create, prepareRefund } from '../services/createRefund.ts'
import { defineRoute } from './route.ts'
import { amountInput, idSchema, metadataInput, textInput } from './shapes/common.ts'
import { refundSchema } from './shapes/refund.ts'

export const createRefund = defineRoute({
  method: 'post',
  path: '/v1/refunds',
  operationId: 'createRefund',
  summary: 'Refund a captured payment',
  description:
    'Pays captured money back to the payer from your available balance: the amount given, or all that is left. Where you opted in to the host’s operator key, registered it with a daily cap and the payment’s terms name it, the host does it; else the answer says in `signature_request` what you are to sign or send. A payment that nothing asked for is refunded the same way.',
  tag: 'Refunds',
  access: { scope: 'payments:write' },
  idempotencyKey: 'required',
  body: z
    .strictObject({
      payment: idSchema('pay', 'a payment'),
      amount: amountInput.optional(),
      reason: textInput(500).nullable().default(null).meta({ description: 'For your own books.' }),
      metadata: metadataInput.default({}),
    })
    .meta({
      id: 'CreateRefund',
      example: {
        payment: 'pay_01h2xcejqtf2nbrexx3vqjhp41',
        amount: '2000000',
        reason: 'One bag came torn.',
        metadata: { order: '1042' },
      },
    }),
  answer: { status: 201, schema: refundSchema, description: 'The refund.' },
  prepare: (ctx, { caller, body }) =>
    prepareRefund(ctx, caller, {
      payment: body.payment,
      amount: body.amount,
      reason: body.reason,
      metadata: body.metadata,
    }),
  handle: async (ctx, { caller }, prepared) => toRefund(ctx.chains, await create(ctx, caller, prepared)),
})
