import { z } from 'zod'
import { capturePayment as capture, prepareCapture } from '../services/capturePayment.ts'
import { defineRoute } from './route.ts'
import { amountInput, idSchema } from './shapes/common.ts'
import { actionSchema, shapeAction } from './shapes/relay.ts'

export const capturePayment = defineRoute({
  method: 'post',
  path: '/v1/payments/{id}/capture',
  operationId: 'capturePayment',
  summary: 'Capture an authorized payment',
  description: 'Moves money from escrow to your balance: the amount given, or all that is left.',
  tag: 'Payments',
  access: { scope: 'payments:write' },
  idempotencyKey: 'required',
  params: z.object({ id: idSchema('pay', 'a payment') }),
  body: z.strictObject({ amount: amountInput.optional() }).meta({ id: 'CapturePayment' }),
  answer: { status: 202, schema: actionSchema, description: 'The relay, or what you are to sign.' },
  prepare: (ctx, { caller, params, body }) => prepareCapture(ctx, caller, params.id, body.amount),
  handle: async (ctx, { caller }, prepared) => shapeAction(await capture(ctx, caller, prepared)),
})
