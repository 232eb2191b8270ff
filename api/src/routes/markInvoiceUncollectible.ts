import { z } from 'zod'
import { markInvoiceUncollectible as mark } from '../services/markInvoiceUncollectible.ts'
import { defineRoute } from './route.ts'
import { idSchema } from './shapes/common.ts'
import { invoiceSchema, shapeInvoice } from './shapes/invoice.ts'

export const markInvoiceUncollectible = defineRoute({
  method: 'post',
  path: '/v1/invoices/{id}/mark_uncollectible',
  operationId: 'markInvoiceUncollectible',
  summary: 'Give an open invoice up',
  description:
    'No new terms are issued for it. Money that comes all the same, by terms issued before, still pays it.',
  tag: 'Invoices',
  access: { scope: 'invoices:write' },
  params: z.object({ id: idSchema('inv', 'an invoice') }),
  body: z.strictObject({}),
  answer: { status: 200, schema: invoiceSchema, description: 'The invoice, given up.' },
  handle: async (ctx, { caller, params }) => shapeInvoice(ctx, await mark(ctx, caller, params.id)),
})
