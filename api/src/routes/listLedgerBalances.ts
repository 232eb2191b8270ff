import { z } from 'zod'
import { listLedgerBalances as list } from '../services/listLedgerBalances.ts'
import { defineRoute } from './route.ts'
import { addressInput, chainInput } from './shapes/common.ts'
import { accountInput, ledgerBalanceListSchema, shapeLedgerBalances } from './shapes/ledger.ts'

/** Blocks are counted by bigint in the database, which ends here. */
const blockInput = z
  .string()
  .regex(/^(0|[1-9]\d{0,17})$/, 'must be the number of a block, such as 42')
  .transform((text) => BigInt(text))
  .meta({
    type: 'string',
    description: 'Number of a block. Default: the last that the books know.',
    example: '42',
  })

export const listLedgerBalances = defineRoute({
  method: 'get',
  path: '/v1/ledger/balances',
  operationId: 'listLedgerBalances',
  summary: 'Get what your accounts held after a block',
  description:
    'The sum of the entries of all facts up to a block, as the books know these facts now: what a reorganisation removed counts as if it had never been. Facts count once they have their confirmations. A block that the books have not reached is refused with 409 `block_not_posted`. Without `account`: the available and prepaid balances of all your addresses on that chain.',
  tag: 'Ledger',
  access: { scope: 'ledger:read' },
  query: z.strictObject({
    chain: chainInput,
    token: addressInput.optional(),
    account: accountInput.optional(),
    at_block: blockInput.optional(),
  }),
  answer: {
    status: 200,
    schema: ledgerBalanceListSchema,
    description: 'The balances, and as of which block.',
  },
  handle: async (ctx, { caller, query }) => shapeLedgerBalances(ctx.chains, await list(ctx, caller, query)),
})
