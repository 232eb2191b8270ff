import { z } from 'zod'
import { deleteInvoice as remove } from '../services/deleteInvoice.ts'
import { defineRoute } from './route.ts'
import { idSchema } from './shapes/common.ts'
import { deletedInvoiceSchema } from './shapes/invoice.ts'

export const deleteInvoice = defineRoute({
  method: 'delete',
  path: '/v1/invoices/{id}',
  operationId: 'deleteInvoice',
  summary: 'Delete a draft',
  description: 'Only a draft can be deleted. Void an open invoice instead: its number stays taken.',
  tag: 'Invoices',
  access: { scope: 'invoices:write' },
  params: z.object({ id: idSchema('inv', 'an invoice') }),
  answer: { status: 200, schema: deletedInvoiceSchema, description: 'The draft is gone.' },
  handle: async (ctx, { caller, params }) => {
    await remove(ctx, caller, params.id)
    return { object: 'invoice' as const, id: params.id, deleted: true as const }
  },
})
