import type { Ctx } from '../context.ts'
import { type ChainInfo, caip2 } from '../domain/chain.ts'
import { DomainError } from '../domain/errors.ts'
import { isSilent, isWhole, type Lag, lagOf } from '../domain/indexState.ts'
import type { Db } from '../store/database.ts'

/** Up to which block the indexer's rows tell what a chain holds. */
export interface AsOf {
  chainId: number
  block: bigint
  time: Date
  /** Null where nobody reads the chain's head, so that nobody knows. */
  lag: Lag | null
}

/** To be read in the snapshot of the rows that it speaks of. Refuses while these are not whole: no answer is better than a wrong one. */
export async function readAsOf(ctx: Ctx, tx: Db, chain: ChainInfo): Promise<AsOf> {
  const chainId = BigInt(chain.chainId)
  const checkpoint = await ctx.store.indexed.readCheckpoint(tx, ctx.config.onchainSchema, chainId)
  const posting = await ctx.store.postingChains.find(tx, chainId)
  if (!checkpoint || !isWhole(checkpoint, posting)) throw indexNotReady(caip2(chainId))
  const headIsKnown = posting !== undefined && !isSilent(posting, ctx.clock.now())
  return {
    chainId: chain.chainId,
    block: checkpoint.latest_block,
    time: checkpoint.latest_time,
    lag: headIsKnown ? lagOf(checkpoint, posting) : null,
  }
}

export function indexNotReady(what: string): DomainError {
  return new DomainError(
    'index_not_ready',
    `The index of ${what} is not whole now; try again in a few seconds.`,
    {
      retryAfterSeconds: 5,
    },
  )
}
