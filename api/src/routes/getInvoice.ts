import { z } from 'zod'
import { getInvoice as get } from '../services/getInvoice.ts'
import { defineRoute } from './route.ts'
import { idSchema } from './shapes/common.ts'
import { invoiceSchema, shapeInvoice } from './shapes/invoice.ts'

export const getInvoice = defineRoute({
  method: 'get',
  path: '/v1/invoices/{id}',
  operationId: 'getInvoice',
  summary: 'Get an invoice',
  description: 'The invoice as it is now, with what was paid and what is due.',
  tag: 'Invoices',
  access: { scope: 'invoices:read' },
  params: z.object({ id: idSchema('inv', 'an invoice') }),
  answer: { status: 200, schema: invoiceSchema, description: 'The invoice.' },
  handle: async (ctx, { caller, params }) => shapeInvoice(ctx, await get(ctx, caller, params.id)),
})
