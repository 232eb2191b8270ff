import type { Ctx } from '../../context.ts'
import type { ChainInfo } from '../../domain/chain.ts'
import { postChain } from './postChain.ts'

const POLL_MS = 1_000

/**
 * Posts every chain until the signal fires. A notification of the indexer only wakes it; what is to be done is always
 * read from the views, at least once a second.
 */
export async function runPosting(ctx: Ctx, signal: AbortSignal): Promise<void> {
  const bell = ctx.store.wakeups.makeBell()
  const listener = ctx.store.wakeups.listen(
    ctx.pool,
    `${ctx.config.onchainSchema}_live_query`,
    bell.ring,
    signal,
  )
  while (!signal.aborted) {
    await Promise.all([...ctx.chains.values()].map((chain) => postSafely(ctx, chain)))
    await bell.wait(POLL_MS, signal)
  }
  await listener
}

/** A chain or database that does not answer is tried again at the next round; nothing is half done. */
async function postSafely(ctx: Ctx, chain: ChainInfo): Promise<void> {
  try {
    await postChain(ctx, chain)
  } catch (error) {
    ctx.log.warn({ err: error, chainId: chain.chainId }, 'a round of posting failed and will be repeated')
  }
}
