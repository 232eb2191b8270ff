import { z } from 'zod'
import { createPaymentLink as create } from '../services/paymentLinks/createPaymentLink.ts'
import { defineRoute } from './route.ts'
import { idSchema } from './shapes/common.ts'
import { invoiceFields, quantityInput } from './shapes/invoiceInput.ts'
import { paymentLinkSchema, shapePaymentLink } from './shapes/paymentLink.ts'

const line = z
  .strictObject({ price: idSchema('price', 'a price'), quantity: quantityInput.default(1) })
  .meta({ id: 'PaymentLinkLineInput' })

export const createPaymentLink = defineRoute({
  method: 'post',
  path: '/v1/payment_links',
  operationId: 'createPaymentLink',
  summary: 'Create a payment link',
  description:
    'A page that anybody may open to buy the same thing. Each purchase makes an open invoice of its own, which ends after an hour unpaid and carries the metadata of the link. All prices are in one token.',
  tag: 'Payment links',
  access: { scope: 'payment_links:write' },
  body: z
    .strictObject({
      lines: z.array(line).min(1, 'has at least one line').max(100, 'has at most 100 lines'),
      capture_method: invoiceFields.capture_method.default('automatic'),
      return_url: invoiceFields.return_url.default(null),
      cancel_url: invoiceFields.cancel_url.default(null),
      metadata: invoiceFields.metadata.default({}),
    })
    .meta({
      id: 'CreatePaymentLink',
      example: {
        lines: [{ price: 'price_01h2xcejqtf2nbrexx3vqjhp41', quantity: 2 }],
        return_url: 'https://shop.example/thanks',
        metadata: { campaign: 'spring' },
      },
    }),
  answer: { status: 201, schema: paymentLinkSchema, description: 'The link, ready to be published.' },
  handle: async (ctx, { caller, body }) => {
    const link = await create(ctx, caller, {
      lines: body.lines,
      captureMethod: body.capture_method,
      returnUrl: body.return_url,
      cancelUrl: body.cancel_url,
      metadata: body.metadata,
    })
    return shapePaymentLink(ctx, link)
  },
})
