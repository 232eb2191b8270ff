import type { Ctx } from '../../context.ts'
import { settleGas } from '../sponsor/settleGas.ts'
import type { ChainView } from './followChain.ts'
import type { NonceCase } from './nonceCases.ts'
import { broadcastBytes } from './sendForNonce.ts'

/**
 * A reorganisation removed the block: nonce and relay are under way again. The same bytes are sent again at once, unless they
 * were mined elsewhere already, which the next look at receipts tells.
 */
export async function takeBack(ctx: Ctx, view: ChainView, { row, transactions }: NonceCase): Promise<void> {
  const { locks, relays, signerNonces } = ctx.store
  await locks.inTransaction(ctx.db, async (tx) => {
    const taken = await signerNonces.move(tx, row, ['mined', 'final'], {
      status: 'broadcast',
      mined_hash: null,
      mined_block: null,
      mined_block_hash: null,
      succeeded: null,
      gas_used: null,
      effective_gas_price: null,
      l1_fee: null,
    })
    if (!taken || row.relay_id === null) return
    await relays.revive(tx, row.relay_id, ctx.clock.now())
    await settleGas({ ...ctx, db: tx }, row.relay_id)
  })
  const about = { signer: row.address, nonce: row.nonce.toString(), hash: row.mined_hash }
  ctx.log.warn(about, 'a transaction of ours left the chain')
  const vanished = transactions.find(({ hash }) => hash === row.mined_hash)
  if (vanished) await broadcastBytes(ctx, view, [{ key: row, ...vanished }])
}
