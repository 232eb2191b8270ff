import type { Ctx } from '../../context.ts'
import type { GasSender } from './senderOf.ts'

const BATCH = 1_000n

/**
 * Books the nonces that the chain counts and we never took: our key was used by something else, or our database was
 * restored from an older copy. They are never used again, and somebody must look into it.
 * @param pending The chain's count, read before this call.
 */
export async function noteForeignNonces(ctx: Ctx, sender: GasSender, pending: bigint): Promise<void> {
  const { gasSigners, locks } = ctx.store
  const created_at = ctx.clock.now()
  const from = await locks.inTransaction(ctx.db, async (tx) => {
    const next = await gasSigners.lock(tx, sender.key)
    if (pending <= next) return null
    for (let first = next; first < pending; first += BATCH) {
      const size = pending - first < BATCH ? pending - first : BATCH
      const nonces = Array.from({ length: Number(size) }, (_, index) => first + BigInt(index))
      const rows = nonces.map((nonce) => ({ nonce, relay_id: null, status: 'foreign' as const, created_at }))
      await gasSigners.insertNonces(
        tx,
        rows.map((row) => ({ ...sender.key, ...row })),
      )
    }
    await gasSigners.setNextNonce(tx, sender.key, pending)
    return next
  })
  if (from === null) return
  ctx.log.error(
    {
      chain: sender.chain.chainId,
      signer: sender.key.address,
      from: from.toString(),
      to: (pending - 1n).toString(),
    },
    'ALARM: the gas signer has transactions that are not in our books',
  )
}
