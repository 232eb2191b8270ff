import type { Address } from 'viem'
import type { Ctx } from '../../context.ts'

/** Workers look at each key every quarter of a minute. One that was not looked at for so long has no worker that would send with it. */
const LOOKED_AT_WITHIN_MS = 120_000

/** The keys that may pay gas on a chain, as the workers that hold them tell, whether one runs now or not: the API has none. */
export async function payingKeys(ctx: Ctx, chainId: bigint): Promise<Address[]> {
  return ctx.store.gasSigners.listFit(ctx.db, chainId, new Date(0))
}

/** Those of them that a worker looks after now. */
export async function sendingKeys(ctx: Ctx, chainId: bigint): Promise<Address[]> {
  const since = new Date(ctx.clock.now().getTime() - LOOKED_AT_WITHIN_MS)
  return ctx.store.gasSigners.listFit(ctx.db, chainId, since)
}
