import type { Ctx } from '../../context.ts'
import type { ChainInfo } from '../../domain/chain.ts'

/**
 * One worker at a time writes the books of a chain. The invoices that the facts concern are held from the start: the
 * API, too, takes an invoice before a merchant's event number, so neither can wait for the other in a circle.
 */
export async function lockChain(
  ctx: Ctx,
  chain: ChainInfo,
  paymentIds: readonly (`0x${string}` | null)[],
): Promise<void> {
  await ctx.store.locks.lock(ctx.db, `posting:${chain.chainId}`)
  const ids = paymentIds.filter((id) => id !== null)
  const invoices = await ctx.store.paymentRequests.listInvoiceIds(ctx.db, BigInt(chain.chainId), ids)
  await ctx.store.invoices.lockAll(ctx.db, invoices)
}
