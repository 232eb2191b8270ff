import type { Ctx } from '../../context.ts'
import type { ChainInfo } from '../../domain/chain.ts'
import { postChain } from './postChain.ts'

const POLL_MS = 1_000

/**
 * Posts every chain until the signal fires, each at its own pace: one whose node does not answer slows no other. A
 * notification of the indexer only wakes; what is to be done is always read from the views, at least once a second.
 */
export async function runPosting(ctx: Ctx, signal: AbortSignal): Promise<void> {
  const loops = [...ctx.chains.values()].map((chain) => {
    const bell = ctx.store.wakeups.makeBell()
    return { bell, run: () => postUntil(ctx, chain, bell, signal) }
  })
  const ringAll = () => {
    for (const { bell } of loops) bell.ring()
  }
  const channel = `${ctx.config.onchainSchema}_live_query`
  const listener = ctx.store.wakeups.listen(ctx.pool, channel, ringAll, signal)
  await Promise.all([listener, ...loops.map((loop) => loop.run())])
}

async function postUntil(
  ctx: Ctx,
  chain: ChainInfo,
  bell: ReturnType<Ctx['store']['wakeups']['makeBell']>,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    await postSafely(ctx, chain)
    await bell.wait(POLL_MS, signal)
  }
}

/** A chain or database that does not answer is tried again at the next round; nothing is half done. */
async function postSafely(ctx: Ctx, chain: ChainInfo): Promise<void> {
  try {
    await postChain(ctx, chain)
  } catch (error) {
    ctx.log.warn({ err: error, chainId: chain.chainId }, 'a round of posting failed and will be repeated')
  }
}
