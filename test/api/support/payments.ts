import { randomBytes } from 'node:crypto'
import type { Updateable } from 'kysely'
import { fromSeconds } from '../../../api/src/domain/clock.ts'
import { newId } from '../../../api/src/domain/ids.ts'
import type { Database } from '../../../api/src/store/database.ts'
import type { PaymentRequestRow } from '../../../api/src/store/paymentRequests.ts'
import type { PaymentRow } from '../../../api/src/store/payments.ts'
import type { World } from './world.ts'

/** A confirmed payment of a request, as posting would have written it, or of terms that nobody issued. */
export async function addPayment(
  world: World,
  request: PaymentRequestRow,
  changes: Updateable<Database['payment']> = {},
  asked = true,
): Promise<PaymentRow> {
  const { terms } = request
  const amount = BigInt(terms.amount)
  const escrow = terms.mode === 'escrow'
  const now = world.ctx.clock.now()
  const row = await world.ctx.store.payments.insert(world.db, {
    id: newId('pay', now),
    merchant_id: request.merchant_id,
    mode: request.mode,
    chain_id: request.chain_id,
    onchain_id: request.onchain_id,
    payment_request_id: asked ? request.id : null,
    invoice_id: asked ? request.invoice_id : null,
    status: 'confirmed',
    payer: request.payer,
    token: terms.token,
    terms: JSON.stringify(terms),
    mode_onchain: terms.mode,
    amount,
    captured: escrow ? 0n : amount,
    capturable: escrow ? amount : 0n,
    refundable: escrow ? 0n : amount,
    tx_hash: `0x${randomBytes(32).toString('hex')}`,
    block_number: 1n,
    confirmations_required: 1,
    paid_at: fromSeconds(0n),
    created_at: now,
  })
  return Object.keys(changes).length === 0 ? row : world.ctx.store.payments.update(world.db, row.id, changes)
}
