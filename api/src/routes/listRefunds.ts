import { toRefund } from '../domain/objects/refund.ts'
import { defineRoute } from './route.ts'
import { idSchema, listQuery, metadataFilter } from './shapes/common.ts'
import { toList, toPage } from './shapes/list.ts'
import { outStatusInput } from './shapes/moneyOut.ts'
import { refundListSchema } from './shapes/refund.ts'

export const listRefunds = defineRoute({
  method: 'get',
  path: '/v1/refunds',
  operationId: 'listRefunds',
  summary: 'List refunds, newest first',
  description: 'Refunds that your account made on chain by itself stand here too, with `source` chain.',
  tag: 'Refunds',
  access: { scope: 'refunds:read' },
  query: listQuery('re', 'a refund', {
    status: outStatusInput.optional().meta({ description: 'Only those in this state.' }),
    payment: idSchema('pay', 'a payment').optional(),
    metadata: metadataFilter('re'),
  }),
  answer: { status: 200, schema: refundListSchema, description: 'A page of refunds.' },
  handle: async (ctx, { caller, query }) => {
    const listed = await ctx.store.refunds.list(ctx.db, toPage(caller, query), query)
    return toList('/v1/refunds', listed, (row) => toRefund(ctx.chains, row))
  },
})
