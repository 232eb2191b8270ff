import { toPayout } from '../domain/objects/payout.ts'
import { defineRoute } from './route.ts'
import { listQuery, metadataFilter } from './shapes/common.ts'
import { toList, toPage } from './shapes/list.ts'
import { outStatusInput } from './shapes/moneyOut.ts'
import { payoutListSchema } from './shapes/payout.ts'

export const listPayouts = defineRoute({
  method: 'get',
  path: '/v1/payouts',
  operationId: 'listPayouts',
  summary: 'List payouts, newest first',
  description: 'What your accounts withdrew on chain by themselves stands here too, with `source` chain.',
  tag: 'Payouts',
  access: { scope: 'payouts:read' },
  query: listQuery('po', 'a payout', {
    status: outStatusInput.optional().meta({ description: 'Only those in this state.' }),
    metadata: metadataFilter('po'),
  }),
  answer: { status: 200, schema: payoutListSchema, description: 'A page of payouts.' },
  handle: async (ctx, { caller, query }) => {
    const listed = await ctx.store.payouts.list(ctx.db, toPage(caller, query), query)
    return toList('/v1/payouts', listed, (row) => toPayout(ctx.chains, row))
  },
})
