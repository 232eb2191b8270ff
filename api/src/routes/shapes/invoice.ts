import { z } from 'zod'
import type { Ctx } from '../../context.ts'
import { checkoutUrl, toInvoice } from '../../domain/objects/invoice.ts'
import type { InvoiceRow } from '../../store/invoices.ts'
import { invoiceExample } from '../examples/invoice.ts'
import { listSchema, metadataInput, moneySchema, timeSchema } from './common.ts'

export const lineSchema = z
  .object({
    description: z.string(),
    quantity: z.int(),
    unit_amount: moneySchema,
    amount: moneySchema,
    price: z.string().nullable(),
  })
  .meta({ id: 'InvoiceLine' })

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
    paid_late: z.boolean().meta({ description: 'Money that paid it came after it was due, or had expired.' }),
    past_due: z.boolean().meta({ description: 'It is open and its due date has passed.' }),
    expired: z.boolean().meta({ description: 'It is open and can be paid no more.' }),
    customer: z.string().nullable(),
    payment_link: z.string().nullable().meta({ description: 'The payment link it was made from.' }),
    amount: moneySchema,
    amount_paid: moneySchema,
    amount_due: moneySchema.meta({
      description: 'What is missing; zero once it is paid, within its tolerance.',
    }),
    tolerance_bps: z.int(),
    lines: z.array(lineSchema),
    capture_method: z.enum(['automatic', 'manual']),
    description: z.string().nullable(),
    return_url: z.string().nullable(),
    cancel_url: z.string().nullable(),
    metadata: metadataInput,
    due_at: timeSchema.nullable().meta({ description: 'When it should be paid.' }),
    expires_at: timeSchema.nullable().meta({ description: 'When it can be paid no more.' }),
    created_at: timeSchema,
    finalized_at: timeSchema.nullable().meta({ description: 'When it was opened and got its number.' }),
    paid_at: timeSchema.nullable(),
    voided_at: timeSchema.nullable(),
    uncollectible_at: timeSchema.nullable(),
    checkout_url: z
      .string()
      .meta({ description: 'Where the customer pays. Whoever has it may pay the invoice.' }),
    checkout_token: z
      .string()
      .meta({ description: 'The token in `checkout_url`, for your own checkout page.' }),
  })
  .meta({ id: 'Invoice', example: invoiceExample })

export const deletedInvoiceSchema = z
  .object({
    object: z.literal('invoice'),
    id: z.string().meta({ example: invoiceExample.id }),
    deleted: z.literal(true),
  })
  .meta({ id: 'DeletedInvoice' })

export const invoiceListSchema = listSchema(invoiceSchema, 'InvoiceList')

export function shapeInvoice(ctx: Ctx, row: InvoiceRow): z.input<typeof invoiceSchema> {
  return {
    ...toInvoice(ctx, row),
    checkout_url: checkoutUrl(ctx.config.webUrl, row),
    checkout_token: row.checkout_token,
  }
}
