import type { Ctx } from '../../context.ts'
import { settleGas } from '../sponsor/settleGas.ts'
import type { ChainView } from './followChain.ts'
import type { NonceCase } from './nonceCases.ts'

/** A nonce that none of our transactions took is called foreign only when that many blocks say so. */
const FOREIGN_DEPTH = 6n

/**
 * The chain counts the nonce as used, and none of our transactions has a receipt. Once that is deep, something else took it,
 * and only then may the relay get another nonce; its next simulation tells whether the intent was executed.
 */
export async function considerForeign(
  ctx: Ctx,
  view: ChainView,
  { row, relay, transactions }: NonceCase,
): Promise<void> {
  const depth =
    BigInt(view.chain.confirmations) > FOREIGN_DEPTH ? BigInt(view.chain.confirmations) : FOREIGN_DEPTH
  const deep = view.now.number - depth + 1n
  if (deep < 0n) return
  const { nonceUse, receipts, sender } = ctx.chain
  if ((await sender.readMinedCountAt(view.client, row.address, deep)) <= row.nonce) return
  const about = { chain: view.chain.chainId, signer: row.address, nonce: row.nonce.toString() }
  const hashes = transactions.map(({ hash }) => hash)
  const use = { address: row.address, nonce: row.nonce, hashes, usedAt: deep }
  // Nodes lose receipts, or write them and what leads to them late; that is no other's transaction.
  const isOurs =
    (await receipts.isInBlock(view.client, hashes)) || (await nonceUse.isUsedByAny(view.client, use))
  if (isOurs) {
    ctx.log.error(about, 'ALARM: the node knows our transaction in a block and has no receipt for it')
    return
  }
  const { locks, relays, signerNonces } = ctx.store
  await locks.inTransaction(ctx.db, async (tx) => {
    const moved = await signerNonces.move(tx, row, ['taken', 'broadcast'], { status: 'foreign' })
    if (!moved || row.relay_id === null) return
    const state = { status: 'accepted', tx_hash: null } as const
    // A relay that left this nonce for a newer one stays there.
    if (relay) await relays.move(tx, relay.id, ['submitted', 'mined'], state, ctx.clock.now())
    await settleGas({ ...ctx, db: tx }, row.relay_id)
  })
  ctx.log.error(about, 'ALARM: a nonce of ours was used by a transaction that is not in our books')
}
