import { z } from 'zod'
import { updatePaymentLink as update } from '../services/paymentLinks/updatePaymentLink.ts'
import { defineRoute } from './route.ts'
import { idSchema, metadataInput } from './shapes/common.ts'
import { paymentLinkSchema, shapePaymentLink } from './shapes/paymentLink.ts'

export const updatePaymentLink = defineRoute({
  method: 'patch',
  path: '/v1/payment_links/{id}',
  operationId: 'updatePaymentLink',
  summary: 'Switch a payment link off or on',
  description:
    'Changes whether it is active, or its metadata as a whole. What it sells never changes: make a new link. Invoices made from it stay as they are.',
  tag: 'Payment links',
  access: { scope: 'payment_links:write' },
  params: z.object({ id: idSchema('plink', 'a payment link') }),
  body: z
    .strictObject({ active: z.boolean('must be true or false'), metadata: metadataInput })
    .partial()
    .meta({ id: 'UpdatePaymentLink', example: { active: false } }),
  answer: { status: 200, schema: paymentLinkSchema, description: 'The link as it is now.' },
  handle: async (ctx, { caller, params, body }) =>
    shapePaymentLink(ctx, await update(ctx, caller, params.id, body)),
})
