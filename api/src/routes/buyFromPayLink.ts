import { z } from 'zod'
import { checkoutUrl } from '../domain/objects/invoice.ts'
import { buyFromLink } from '../services/paymentLinks/openLink.ts'
import { payLinkInvoiceExample } from './examples/paymentLink.ts'
import { defineRoute } from './route.ts'
import { timeSchema } from './shapes/common.ts'
import { linkTokenSchema } from './shapes/paymentLink.ts'

const payLinkInvoiceSchema = z
  .object({
    object: z.literal('pay_link_invoice'),
    id: z.string().meta({ description: 'Id of the invoice.' }),
    checkout_url: z.string().meta({ description: 'Where it is paid.' }),
    expires_at: timeSchema.nullable(),
  })
  .meta({ id: 'PayLinkInvoice', example: payLinkInvoiceExample })

export const buyFromPayLink = defineRoute({
  method: 'post',
  path: '/v1/pay_links/{token}/invoices',
  operationId: 'buyFromPayLink',
  summary: 'Make an invoice from a payment link',
  description:
    'Needs no key but the token of the link. The invoice is open for an hour; send the payer to its `checkout_url`. With an Idempotency-Key of its own, one click makes one invoice. While 1,000 invoices of the link wait for their payers, it answers `payment_link_busy`.',
  tag: 'Checkout',
  access: 'link',
  params: z.object({ token: linkTokenSchema }),
  body: z.strictObject({}),
  answer: { status: 201, schema: payLinkInvoiceSchema, description: 'The invoice, ready to be paid.' },
  handle: async (ctx, { caller }) => {
    const invoice = await buyFromLink(ctx, caller)
    return {
      object: 'pay_link_invoice' as const,
      id: invoice.id,
      checkout_url: checkoutUrl(ctx.config.webUrl, invoice),
      expires_at: invoice.expires_at?.toISOString() ?? null,
    }
  },
})
