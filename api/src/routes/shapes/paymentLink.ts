import { z } from 'zod'
import type { Ctx } from '../../context.ts'
import { type PaymentLinkFields, paymentLinkUrl, toPaymentLink } from '../../domain/objects/paymentLink.ts'
import { linkTokenExample, paymentLinkExample } from '../examples/paymentLink.ts'
import { keepableText, listSchema, metadataInput, moneySchema, timeSchema } from './common.ts'
import { lineSchema } from './invoice.ts'

export const linkTokenSchema = keepableText()
  .max(100, 'is too long for the token of a payment link')
  .meta({ description: 'The token in the address of a payment link.', example: linkTokenExample })

export const paymentLinkSchema = z
  .object({
    object: z.literal('payment_link'),
    id: z.string(),
    mode: z.enum(['test', 'live']),
    active: z.boolean(),
    url: z.string().meta({ description: 'The page to publish: whoever opens it may buy.' }),
    link_token: z.string().meta({ description: 'The token in `url`, for a page of your own.' }),
    amount: moneySchema,
    lines: z.array(lineSchema),
    capture_method: z.enum(['automatic', 'manual']),
    return_url: z.string().nullable(),
    cancel_url: z.string().nullable(),
    metadata: metadataInput,
    created_at: timeSchema,
  })
  .meta({ id: 'PaymentLink', example: paymentLinkExample })

export const paymentLinkListSchema = listSchema(paymentLinkSchema, 'PaymentLinkList')

export function shapePaymentLink(ctx: Ctx, link: PaymentLinkFields): z.input<typeof paymentLinkSchema> {
  return {
    ...toPaymentLink(ctx.chains, link),
    url: paymentLinkUrl(ctx.config.webUrl, link),
    link_token: link.link_token,
  }
}
