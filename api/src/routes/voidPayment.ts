import { z } from 'zod'
import { prepareVoid, voidPayment as voidIt } from '../services/voidPayment.ts'
import { defineRoute } from './route.ts'
import { idSchema } from './shapes/common.ts'
import { actionSchema, shapeAction } from './shapes/relay.ts'

export const voidPayment = defineRoute({
  method: 'post',
  path: '/v1/payments/{id}/void',
  operationId: 'voidPayment',
  summary: 'Void an authorized payment',
  description: 'Gives everything that is still in escrow back to the payer.',
  tag: 'Payments',
  access: { scope: 'payments:write' },
  idempotencyKey: 'required',
  params: z.object({ id: idSchema('pay', 'a payment') }),
  body: z.strictObject({}),
  answer: { status: 202, schema: actionSchema, description: 'The relay, or what you are to sign.' },
  prepare: (ctx, { caller, params }) => prepareVoid(ctx, caller, params.id),
  handle: async (ctx, { caller }, prepared) => shapeAction(await voidIt(ctx, caller, prepared)),
})
