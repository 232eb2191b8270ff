import type { Ctx } from '../../context.ts'
import { MAX_IN_FLIGHT } from '../../domain/gasPolicy.ts'
import { dispatchRelay } from './dispatchRelay.ts'
import { followChain } from './followChain.ts'
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
  const { gasSigners, relays } = ctx.store
  const now = await followChain(ctx, sender)
  if (!now) return
  if (!(await gasSigners.find(ctx.db, sender.key))) await recoverChain(ctx, chainId)
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
    ctx.log.error({ ...about, err: error }, 'watching failed')
  }
}
