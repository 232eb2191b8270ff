import { z } from 'zod'
import { toAsOf } from '../domain/objects/asOf.ts'
import { toBalance } from '../domain/objects/balance.ts'
import { listBalances as list } from '../services/listBalances.ts'
import { defineRoute } from './route.ts'
import { balanceListSchema } from './shapes/balance.ts'

export const listBalances = defineRoute({
  method: 'get',
  path: '/v1/balances',
  operationId: 'listBalances',
  summary: 'List what your addresses hold inside the escrow',
  description:
    'Every balance at once, by chain, account and token, as the index shows it: before the depth at which payments are confirmed. While the index is not whole, the answer is 503 `index_not_ready` instead of figures that may be wrong.',
  tag: 'Balances',
  access: { scope: 'balances:read' },
  query: z.strictObject({}),
  answer: { status: 200, schema: balanceListSchema, description: 'All balances, and as of which blocks.' },
  handle: async (ctx, { caller }) => {
    const { rows, asOf } = await list(ctx, caller)
    return {
      object: 'list' as const,
      url: '/v1/balances',
      has_more: false,
      data: rows.map((row) => toBalance(ctx.chains, row)),
      as_of: asOf.map(toAsOf),
    }
  },
})
