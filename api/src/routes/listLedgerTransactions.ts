import { toLedgerTransaction } from '../domain/objects/ledgerTransaction.ts'
import { listLedgerTransactions as list } from '../services/listLedgerTransactions.ts'
import { defineRoute } from './route.ts'
import { addressInput, chainInput, idSchema, listQuery } from './shapes/common.ts'
import { accountInput, transactionListSchema } from './shapes/ledger.ts'
import { toList, toPage } from './shapes/list.ts'

export const listLedgerTransactions = defineRoute({
  method: 'get',
  path: '/v1/ledger/transactions',
  operationId: 'listLedgerTransactions',
  summary: 'List the transactions of your books, newest first',
  description:
    'Each transaction that touches an account of yours: the available and the prepaid balance of each address that you have proven, and the escrow of each payment to such an address. All of its entries are shown, those of others too; what they say is public on chain. Nothing is ever changed or deleted: a reorganisation adds a `reverse`.',
  tag: 'Ledger',
  access: { scope: 'ledger:read' },
  query: listQuery('ltx', 'a ledger transaction', {
    chain: chainInput.optional(),
    token: addressInput.optional(),
    account: accountInput.optional(),
    payment: idSchema('pay', 'a payment').optional(),
  }),
  answer: { status: 200, schema: transactionListSchema, description: 'A page of transactions.' },
  handle: async (ctx, { caller, query }) =>
    toList('/v1/ledger/transactions', await list(ctx, toPage(caller, query), query), (row) =>
      toLedgerTransaction(ctx.chains, row.transaction, row.entries),
    ),
})
