import type { Ctx } from '../../context.ts'
import { settleGas } from '../sponsor/settleGas.ts'
import type { ChainView } from './followChain.ts'
import { mayBeSentAgain, type NonceCase } from './nonceCases.ts'
import { broadcastBytes } from './sendForNonce.ts'

/**
 * A reorganisation removed the block: nonce and relay are under way again. The same bytes are sent again at once, unless they
 * come too late now. Where they were mined elsewhere already, the next look at receipts tells.
 */
export async function takeBack(ctx: Ctx, view: ChainView, one: NonceCase): Promise<void> {
  const { row, transactions } = one
  const { locks, relays, signerNonces } = ctx.store
  const isTaken = await locks.inTransaction(ctx.db, async (tx) => {
    if (!(await signerNonces.takeBack(tx, row))) return false
    if (row.relay_id === null) return true
    await relays.revive(tx, row.relay_id, ctx.clock.now())
    await settleGas({ ...ctx, db: tx }, row.relay_id)
    return true
  })
  // Another worker took it back before, and it may be mined anew.
  if (!isTaken) return
  const about = { signer: row.address, nonce: row.nonce.toString(), hash: row.mined_hash }
  ctx.log.warn(about, 'a transaction of ours left the chain')
  const vanished = transactions.find(({ hash }) => hash === row.mined_hash)
  if (vanished && mayBeSentAgain(view, one, vanished))
    await broadcastBytes(ctx, view, [{ key: row, ...vanished }])
}
