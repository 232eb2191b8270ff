import { z } from 'zod'
import { toRefund } from '../domain/objects/refund.ts'
import { getRefund as get } from '../services/getRefund.ts'
import { defineRoute } from './route.ts'
import { idSchema } from './shapes/common.ts'
import { refundSchema } from './shapes/refund.ts'

export const getRefund = defineRoute({
  method: 'get',
  path: '/v1/refunds/{id}',
  operationId: 'getRefund',
  summary: 'Get a refund',
  description: 'While it waits for your signature, `signature_request` says what to sign or send.',
  tag: 'Refunds',
  access: { scope: 'refunds:read' },
  params: z.object({ id: idSchema('re', 'a refund') }),
  answer: { status: 200, schema: refundSchema, description: 'The refund.' },
  handle: async (ctx, { caller, params }) => toRefund(ctx.chains, await get(ctx, caller, params.id)),
})
