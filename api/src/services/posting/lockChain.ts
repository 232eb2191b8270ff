import type { Ctx } from '../../context.ts'
import type { ChainInfo } from '../../domain/chain.ts'

/** One worker at a time writes the books of a chain. */
export async function lockChain(ctx: Ctx, chain: ChainInfo): Promise<void> {
  await ctx.store.locks.lock(ctx.db, `posting:${chain.chainId}`)
}
