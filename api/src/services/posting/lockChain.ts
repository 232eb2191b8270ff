import type { Ctx } from '../../context.ts'
import type { ChainInfo } from '../../domain/chain.ts'
import type { FactKind } from '../../domain/fact.ts'

type Hex = `0x${string}`

/** What a fact is about. */
interface Concerned {
  kind: FactKind
  account: Hex
  payment: Hex | null
}

/**
 * One worker at a time writes the books of a chain. The invoices, refunds and payouts that the facts concern are held from the
 * start: the API, too, takes them before a merchant's event number, so neither can wait for the other in a circle.
 */
export async function lockChain(ctx: Ctx, chain: ChainInfo, concerned: readonly Concerned[]): Promise<void> {
  const { invoices, locks, paymentRequests, payments, payouts, refunds } = ctx.store
  const chainId = BigInt(chain.chainId)
  await locks.lock(ctx.db, `posting:${chain.chainId}`)
  const ids = concerned.map(({ payment }) => payment).filter((id) => id !== null)
  const asked = await paymentRequests.listInvoiceIds(ctx.db, chainId, ids)
  const assigned = await payments.listInvoiceIds(ctx.db, chainId, ids)
  await invoices.lockAll(ctx.db, [...new Set([...asked, ...assigned])])
  await refunds.lockByPayments(ctx.db, chainId, ids)
  const accounts = concerned.filter(({ kind }) => kind === 'withdrawn').map(({ account }) => account)
  await payouts.lockByAccounts(ctx.db, chainId, accounts)
}
