import { z } from 'zod'
import { getPaymentLink as get } from '../services/paymentLinks/linksWithLines.ts'
import { defineRoute } from './route.ts'
import { idSchema } from './shapes/common.ts'
import { paymentLinkSchema, shapePaymentLink } from './shapes/paymentLink.ts'

export const getPaymentLink = defineRoute({
  method: 'get',
  path: '/v1/payment_links/{id}',
  operationId: 'getPaymentLink',
  summary: 'Get a payment link',
  description: 'A payment link and what it sells.',
  tag: 'Payment links',
  access: { scope: 'payment_links:read' },
  params: z.object({ id: idSchema('plink', 'a payment link') }),
  answer: { status: 200, schema: paymentLinkSchema, description: 'The payment link.' },
  handle: async (ctx, { caller, params }) => shapePaymentLink(ctx, await get(ctx, caller, params.id)),
})
