import { z } from 'zod'
import { toPayment } from '../domain/objects/payment.ts'
import { defineRoute } from './route.ts'
import { idSchema, listQuery } from './shapes/common.ts'
import { toList, toPage } from './shapes/list.ts'
import { paymentListSchema } from './shapes/payment.ts'

export const listPayments = defineRoute({
  method: 'get',
  path: '/v1/payments',
  operationId: 'listPayments',
  summary: 'List payments, newest first',
  description:
    'Unmatched payments stand here too: they name you on chain, but none of your requests asked for them.',
  tag: 'Payments',
  access: { scope: 'payments:read' },
  query: listQuery('pay', 'a payment', {
    status: z
      .enum(['pending', 'confirmed', 'finalized', 'reverted'])
      .optional()
      .meta({ description: 'Only those at this depth.' }),
    matched: z
      .enum(['true', 'false'])
      .optional()
      .meta({ description: 'Whether one of your payment requests asked for it.' }),
    invoice: idSchema('inv', 'an invoice').optional().meta({ description: 'Only those of this invoice.' }),
    customer: idSchema('cus', 'a customer')
      .optional()
      .meta({ description: 'Only those of this customer’s invoices.' }),
  }),
  answer: { status: 200, schema: paymentListSchema, description: 'A page of payments.' },
  handle: async (ctx, { caller, query }) => {
    const listed = await ctx.store.payments.list(ctx.db, toPage(caller, query), query)
    return toList('/v1/payments', listed, (row) => toPayment(ctx.chains, row))
  },
})
