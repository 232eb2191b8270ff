import { z } from 'zod'
import { finalizeInvoice as finalize } from '../services/finalizeInvoice.ts'
import { defineRoute } from './route.ts'
import { idSchema } from './shapes/common.ts'
import { invoiceSchema, shapeInvoice } from './shapes/invoice.ts'

export const finalizeInvoice = defineRoute({
  method: 'post',
  path: '/v1/invoices/{id}/finalize',
  operationId: 'finalizeInvoice',
  summary: 'Open a draft',
  description: 'The draft takes the next number and can be paid; what it asks for is fixed from then on.',
  tag: 'Invoices',
  access: { scope: 'invoices:write' },
  params: z.object({ id: idSchema('inv', 'an invoice') }),
  body: z.strictObject({}),
  answer: { status: 200, schema: invoiceSchema, description: 'The open invoice.' },
  handle: async (ctx, { caller, params }) => shapeInvoice(ctx, await finalize(ctx, caller, params.id)),
})
