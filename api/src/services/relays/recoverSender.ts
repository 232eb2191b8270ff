import type { Ctx } from '../../context.ts'
import { UnfitSetup } from '../../domain/unfitSetup.ts'
import { type ChainView, readChain } from './followChain.ts'
import { mayBeSentAgain, type NonceCase, openCases } from './nonceCases.ts'
import { openBooks, refuseDelegated } from './openBooks.ts'
import { reviewChain } from './reviewSigners.ts'
import { allSenders, relayChainOf } from './senderOf.ts'
import { broadcastBytes } from './sendForNonce.ts'

const BATCH = 1_024

/**
 * Makes our books and every chain agree before the first relay is sent, as after a crash or a restore. A chain that is down
 * or answers badly is left to the watcher, which does the same. Only what the host alone can mend stops the start: an address that
 * leads to another chain, or a key that is delegated.
 */
export async function recoverSender(ctx: Ctx): Promise<void> {
  for (const chainId of ctx.chains.keys()) {
    try {
      await recoverChain(ctx, BigInt(chainId))
    } catch (error) {
      if (error instanceof UnfitSetup) throw error
      ctx.log.warn(
        { chain: chainId, err: error },
        'gas signers are recovered when their chain answers as it should',
      )
    }
  }
}

/** What was signed and not mined is sent again, as it is. */
async function recoverChain(ctx: Ctx, chainId: bigint): Promise<void> {
  const view = await readChain(ctx, relayChainOf(ctx, chainId))
  for (const sender of await allSenders(ctx, view)) {
    if (sender.signer) await refuseDelegated(ctx, sender)
    await openBooks(ctx, view, sender)
  }
  await reviewChain(ctx, view)
  const inFlight = await ctx.store.signerNonces.listInFlight(ctx.db, chainId, BATCH)
  const again = (await openCases(ctx, inFlight)).flatMap((one) => bytesToSend(view, one))
  if (again.length > 0) await broadcastBytes(ctx, view, again)
}

function bytesToSend(view: ChainView, one: NonceCase) {
  const [newest] = one.transactions
  return newest && mayBeSentAgain(view, one, newest) ? [{ key: one.row, ...newest }] : []
}
