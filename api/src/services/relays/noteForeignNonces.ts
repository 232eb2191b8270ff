import type { Ctx } from '../../context.ts'
import type { GasSender } from './senderOf.ts'

/**
 * So many transactions of one key may wait in a node's pool without being ours. A node that speaks of more is not believed:
 * nonces that are skipped for a wrong word would hold up the key until each of them is used up.
 */
const MOST_WAITING = 256n

/**
 * Books the nonces that the chain counts and we never took: our key was used by something else, or our database was
 * restored from an older copy. They are never used again, and somebody must look into it.
 * @param counts The chain's, read before this call.
 */
export async function noteForeignNonces(
  ctx: Ctx,
  sender: GasSender,
  counts: { mined: bigint; pending: bigint },
): Promise<void> {
  const { gasSigners, locks, signerNonces } = ctx.store
  const about = { chain: sender.chain.chainId, signer: sender.key.address }
  if (counts.pending > counts.mined + MOST_WAITING) {
    const { mined, pending } = counts
    throw new Error(
      `a node counts ${mined} transactions of ${sender.key.address} and ${pending} with its pool`,
    )
  }
  const first = await locks.inTransaction(ctx.db, async (tx) => {
    const next = await gasSigners.lock(tx, sender.key)
    if (counts.pending <= next) return null
    const range = { first: next, end: counts.pending }
    await signerNonces.insertForeign(tx, sender.key, range, ctx.clock.now())
    await gasSigners.setNextNonce(tx, sender.key, counts.pending)
    return next
  })
  if (first === null) return
  ctx.log.error(
    { ...about, from: first.toString(), to: (counts.pending - 1n).toString() },
    'ALARM: the gas signer has transactions that are not in our books',
  )
}
