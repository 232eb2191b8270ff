import type { Address } from 'viem'
import type { Ctx } from '../../context.ts'
import type { ChainInfo } from '../../domain/chain.ts'

/** Workers look at each key every quarter of a minute. One that was not looked at for so long has no worker that would send with it. */
const LOOKED_AT_WITHIN_MS = 120_000

/** The keys that send on a chain, as the workers that hold them tell: this process has none. */
export async function readySenders(ctx: Ctx, { chainId }: Pick<ChainInfo, 'chainId'>): Promise<Address[]> {
  const since = new Date(ctx.clock.now().getTime() - LOOKED_AT_WITHIN_MS)
  return ctx.store.gasSigners.listReady(ctx.db, BigInt(chainId), since)
}
