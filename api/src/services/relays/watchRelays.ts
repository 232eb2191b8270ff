import type { Ctx } from '../../context.ts'
import { MAX_IN_FLIGHT } from '../../domain/gasPolicy.ts'
import { dispatchRelay } from './dispatchRelay.ts'
import { noteForeignNonces } from './noteForeignNonces.ts'
import { recoverChain } from './recoverSender.ts'
import { senderOf } from './senderOf.ts'
import { watchNonce } from './watchNonce.ts'

const BATCH = 128

/**
 * Looks once at everything that is under way on every chain, from the database alone: nothing is remembered between two
 * passes, so any process may do the next one. Never throws: a chain that fails does not hold up another.
 */
export async function watchRelays(ctx: Ctx): Promise<void> {
  await Promise.all(
    [...ctx.chains.keys()].map((chainId) =>
      guard(ctx, { chain: chainId }, () => watchChain(ctx, BigInt(chainId))),
    ),
  )
}

async function watchChain(ctx: Ctx, chainId: bigint): Promise<void> {
  const sender = senderOf(ctx, chainId)
  const { gasSigners, postingChains, relays } = ctx.store
  await ctx.chain.sender.requireChain(sender.client, sender.chain.chainId)
  if (!(await gasSigners.find(ctx.db, sender.key))) await recoverChain(ctx, chainId)
  const highest = (await postingChains.find(ctx.db, chainId))?.head_block ?? 0n
  const now = await ctx.chain.sender.readNow(sender.client)
  if (now.number < highest) {
    const about = { chain: sender.chain.chainId, head: now.number.toString(), highest: highest.toString() }
    ctx.log.warn(about, 'this node is behind one that answered before; it is not followed')
    return
  }
  const counts = await ctx.chain.sender.readCounts(sender.client, sender.key.address)
  await noteForeignNonces(ctx, sender, counts.pending)
  for (const row of await gasSigners.listOpen(ctx.db, sender.key, counts.mined, BATCH)) {
    const about = { chain: sender.chain.chainId, nonce: row.nonce.toString() }
    await guard(ctx, about, () => watchNonce(ctx, { sender, now, counts }, row))
  }
  for (const id of await relays.listWaiting(ctx.db, chainId, ctx.clock.now(), MAX_IN_FLIGHT)) {
    await guard(ctx, { relay: id }, () => dispatchRelay(ctx, id))
  }
}

async function guard(ctx: Ctx, about: Record<string, unknown>, work: () => Promise<void>): Promise<void> {
  try {
    await work()
  } catch (error) {
    ctx.log.error(
      { ...about, error: error instanceof Error ? error.message : String(error) },
      'watching failed',
    )
  }
}
