import { z } from 'zod'
import type { Ctx } from '../../context.ts'
import { checkoutUrl, toInvoice } from '../../domain/objects/invoice.ts'
import type { InvoiceRow } from '../../store/invoices.ts'
import { invoiceExample } from '../examples/invoice.ts'
import { listSchema, metadataInput, moneySchema, timeSchema } from './common.ts'

export const invoiceSchema = z
  .object({
    object: z.literal('invoice'),
    id: z.string(),
    mode: z.enum(['test', 'live']),
    number: z
      .string()
      .nullable()
      .meta({ description: 'Number in the merchant’s series, without gaps; null while it is a draft.' }),
    status: z.enum(['draft', 'open', 'paid', 'void', 'uncollectible']),
    payment_status: z.enum(['none', 'pending', 'authorized', 'partial', 'paid', 'overpaid']),
    paid_late: z.boolean(),
    amount: moneySchema,
    amount_paid: moneySchema,
    amount_due: moneySchema,
    capture_method: z.enum(['automatic', 'manual']),
    description: z.string().nullable(),
    return_url: z.string().nullable(),
    metadata: metadataInput,
    expires_at: timeSchema.nullable().meta({ description: 'When it can be paid no more.' }),
    created_at: timeSchema,
    paid_at: timeSchema.nullable(),
    voided_at: timeSchema.nullable(),
    checkout_url: z
      .string()
      .meta({ description: 'Where the customer pays. Whoever has it may pay the invoice.' }),
    checkout_token: z
      .string()
      .meta({ description: 'The token in `checkout_url`, for your own checkout page.' }),
  })
  .meta({ id: 'Invoice', example: invoiceExample })

export const invoiceListSchema = listSchema(invoiceSchema, 'InvoiceList')

export function shapeInvoice(ctx: Ctx, row: InvoiceRow): z.input<typeof invoiceSchema> {
  return {
    ...toInvoice(ctx.chains, row),
    checkout_url: checkoutUrl(ctx.config.webUrl, row),
    checkout_token: row.checkout_token,
  }
}
