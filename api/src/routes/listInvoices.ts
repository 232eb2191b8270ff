import { z } from 'zod'
import { defineRoute } from './route.ts'
import { idSchema, listQuery, metadataFilter } from './shapes/common.ts'
import { invoiceListSchema, shapeInvoice } from './shapes/invoice.ts'
import { toList, toPage } from './shapes/list.ts'

export const listInvoices = defineRoute({
  method: 'get',
  path: '/v1/invoices',
  operationId: 'listInvoices',
  summary: 'List invoices, newest first',
  description: 'Page by page, by cursor. Filters can be combined.',
  tag: 'Invoices',
  access: { scope: 'invoices:read' },
  query: listQuery('inv', 'an invoice', {
    status: z
      .enum(['draft', 'open', 'paid', 'void', 'uncollectible'])
      .optional()
      .meta({ description: 'Only those in this state.' }),
    customer: idSchema('cus', 'a customer').optional().meta({ description: 'Only those of this customer.' }),
    payment_link: idSchema('plink', 'a payment link')
      .optional()
      .meta({ description: 'Only those that were made from this payment link.' }),
    metadata: metadataFilter('inv'),
  }),
  answer: { status: 200, schema: invoiceListSchema, description: 'A page of invoices.' },
  handle: async (ctx, { caller, query }) => {
    const listed = await ctx.store.invoices.list(ctx.db, toPage(caller, query), query)
    return toList('/v1/invoices', listed, (row) => shapeInvoice(ctx, row))
  },
})
