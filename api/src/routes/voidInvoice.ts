import { z } from 'zod'
import { voidInvoice as voidIt } from '../services/voidInvoice.ts'
import { defineRoute } from './route.ts'
import { idSchema } from './shapes/common.ts'
import { invoiceSchema, shapeInvoice } from './shapes/invoice.ts'

export const voidInvoice = defineRoute({
  method: 'post',
  path: '/v1/invoices/{id}/void',
  operationId: 'voidInvoice',
  summary: 'Void an invoice',
  description:
    'It is asked for no more, and stays in the books with its number. Refused while a payment is under way. Money that comes all the same is yours, and told by `invoice.paid_after_void`.',
  tag: 'Invoices',
  access: { scope: 'invoices:write' },
  params: z.object({ id: idSchema('inv', 'an invoice') }),
  body: z.strictObject({}),
  answer: { status: 200, schema: invoiceSchema, description: 'The void invoice.' },
  handle: async (ctx, { caller, params }) => shapeInvoice(ctx, await voidIt(ctx, caller, params.id)),
})
