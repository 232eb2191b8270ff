import { z } from 'zod'
import { updateInvoice as update } from '../services/updateInvoice.ts'
import { defineRoute } from './route.ts'
import { idSchema } from './shapes/common.ts'
import { invoiceSchema, shapeInvoice } from './shapes/invoice.ts'
import { invoiceFields } from './shapes/invoiceInput.ts'

export const updateInvoice = defineRoute({
  method: 'patch',
  path: '/v1/invoices/{id}',
  operationId: 'updateInvoice',
  summary: 'Change an invoice',
  description:
    'Everything of a draft but its chain and token. Of an open invoice only description, due_at, return_url, cancel_url and metadata: what it asks for never changes. Afterwards only metadata. Lines and metadata are replaced as a whole.',
  tag: 'Invoices',
  access: { scope: 'invoices:write' },
  params: z.object({ id: idSchema('inv', 'an invoice') }),
  body: z
    .strictObject(invoiceFields)
    .partial()
    .meta({
      id: 'UpdateInvoice',
      example: { description: 'House blend, 2 kg', metadata: { order: '1043' } },
    }),
  answer: { status: 200, schema: invoiceSchema, description: 'The invoice as it is now.' },
  handle: async (ctx, { caller, params, body }) =>
    shapeInvoice(ctx, await update(ctx, caller, params.id, body)),
})
