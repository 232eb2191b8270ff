import type { Ctx } from '../../context.ts'
import { concludeDue } from './concludeDue.ts'
import { dispatchWaiting } from './dispatchRelay.ts'
import { type ChainView, followChain } from './followChain.ts'
import { guard } from './guard.ts'
import { openCases } from './nonceCases.ts'
import { openBooks } from './openBooks.ts'
import { recordMined } from './recordMined.ts'
import { reviewBlocks } from './reviewBlocks.ts'
import { allSenders, relayChainOf } from './senderOf.ts'
import { type WatchedSender, watchNonce } from './watchNonce.ts'
import { withRelayWatch } from './withRelayLease.ts'

/** More than all keys of a chain may have in flight. */
const MOST_IN_FLIGHT = 4_096

/**
 * Looks once at everything that is under way on every chain, from the database alone: nothing is remembered between two
 * passes, so any process may do the next one. Never throws: a chain that fails does not hold up another.
 */
export async function watchRelays(ctx: Ctx): Promise<void> {
  await Promise.all(
    [...ctx.chains.keys()].map((chainId) =>
      guard(ctx, { chain: chainId }, async () => {
        const view = await followChain(ctx, relayChainOf(ctx, BigInt(chainId)))
        if (view) await watchChain(ctx, view)
      }),
    ),
  )
}

/** Settles what was mined, sees to what was not, and sends what waits, whatever failed before it. */
export async function watchChain(ctx: Ctx, view: ChainView): Promise<void> {
  const about = { chain: view.chain.chainId }
  await guard(ctx, about, () => withRelayWatch(ctx, view.chainId, () => watchNonces(ctx, view)))
  await dispatchWaiting(ctx, view)
}

async function watchNonces(ctx: Ctx, view: ChainView): Promise<void> {
  const { signerNonces } = ctx.store
  const about = { chain: view.chain.chainId }
  const senders = await openSenders(ctx, view)
  const newest = await signerNonces.findNewestBlock(ctx.db, view.chainId, ['mined', 'final'])
  const newestFinal = await signerNonces.findNewestBlock(ctx.db, view.chainId, ['final'])
  const inFlight = await openCases(ctx, await signerNonces.listInFlight(ctx.db, view.chainId, MOST_IN_FLIGHT))
  const open = await recordMined(ctx, senders, view, inFlight)
  await guard(ctx, about, () => concludeDue(ctx, view, newestFinal))
  await guard(ctx, about, () => reviewBlocks(ctx, view, newest))
  // Whoever noted a block of a new branch may have died, or met a silent node, before it saw what that branch took back.
  if (newestFinal?.hash !== newest?.hash) await guard(ctx, about, () => reviewBlocks(ctx, view, newestFinal))
  for (const { key, counts } of senders.values()) {
    open.push(...(await openCases(ctx, await signerNonces.listForeign(ctx.db, key, counts.mined))))
  }
  for (const one of open) {
    const sender = senders.get(one.row.address)
    const which = { ...about, signer: one.row.address, nonce: one.row.nonce.toString() }
    if (sender) await guard(ctx, which, () => watchNonce(ctx, view, sender, one))
  }
}

/** Every key with what the chain counts of it. A key that cannot be asked about now is left out, and holds up no other. */
async function openSenders(ctx: Ctx, view: ChainView): Promise<Map<string, WatchedSender>> {
  const opened = new Map<string, WatchedSender>()
  const senders = await allSenders(ctx, view)
  await Promise.all(
    senders.map((sender) =>
      guard(ctx, { chain: view.chain.chainId, signer: sender.key.address }, async () => {
        opened.set(sender.key.address, { ...sender, counts: await openBooks(ctx, view, sender) })
      }),
    ),
  )
  return opened
}
