import type { Ctx } from '../../context.ts'
import type { RelayRow } from '../../store/relays.ts'

/** Whether the intent was ever in bytes that we may have sent. */
export async function wasSigned(ctx: Ctx, relay: Pick<RelayRow, 'id'>): Promise<boolean> {
  const transactions = await ctx.store.gasSigners.listTransactionsOfRelay(ctx.db, relay.id)
  return transactions.some((transaction) => !ctx.chain.signing.isClosing(transaction))
}
