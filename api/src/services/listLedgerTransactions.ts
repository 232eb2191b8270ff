import type { Ctx } from '../context.ts'
import { lowerCase, parseAddress } from '../domain/address.ts'
import type { LedgerEntryFields, LedgerTransactionFields } from '../domain/objects/ledgerTransaction.ts'
import type { Listed, Page } from '../store/page.ts'
import { chainNamed } from './chainOf.ts'
import { getPayment } from './getPayment.ts'
import { ownLedgerAccount } from './ownLedgerAccount.ts'

export interface LedgerQuery {
  chain?: string | undefined
  token?: string | undefined
  account?: string | undefined
  payment?: string | undefined
}

export interface LedgerTransaction {
  transaction: LedgerTransactionFields
  entries: LedgerEntryFields[]
}

/** What the books say about a merchant: each transaction that touches its own accounts, with all of its entries. */
export async function listLedgerTransactions(
  ctx: Ctx,
  page: Page,
  query: LedgerQuery,
): Promise<Listed<LedgerTransaction>> {
  const chain = query.chain === undefined ? undefined : chainNamed(ctx, query.chain, page.mode)
  const served = chain ? [chain] : [...ctx.chains.values()].filter(({ mode }) => mode === page.mode)
  const chainIds = served.map(({ chainId }) => BigInt(chainId))
  const payment =
    query.payment === undefined ? undefined : await getPayment(ctx, page, query.payment, 'payment')
  const { rows, hasMore } = await ctx.store.ledgerReads.listTransactions(ctx.db, page, {
    chainId: chain ? BigInt(chain.chainId) : payment?.chain_id,
    token: query.token === undefined ? undefined : lowerCase(parseAddress(query.token, 'token')),
    account:
      query.account === undefined ? undefined : await ownLedgerAccount(ctx, page, chainIds, query.account),
    onchainId: payment?.onchain_id,
  })
  const entries = await ctx.store.ledgerReads.listEntries(
    ctx.db,
    rows.map((row) => row.id),
  )
  const entriesOf = Map.groupBy(entries, (entry) => entry.transaction_id)
  return {
    hasMore,
    rows: rows.map((transaction) => ({ transaction, entries: entriesOf.get(transaction.id) ?? [] })),
  }
}
