import { hexToBigInt } from 'viem'
import type { Ctx } from '../../context.ts'
import { lowerCase } from '../../domain/address.ts'
import type { Owner } from '../../domain/caller.ts'
import type { RelayRow } from '../../store/relays.ts'
import type { ActionCall } from './actionRelay.ts'

/**
 * Ties a relay to the refund or payout that has been waiting for this signature, which follows it from now on. What nobody waits
 * for is found on chain, as if its merchant had sent it.
 */
export async function handInSignature(
  ctx: Ctx,
  owner: Owner,
  call: ActionCall,
  relay: RelayRow,
): Promise<void> {
  const { refunds, payouts } = ctx.store
  const { amount, payment_id: paymentId } = relay
  const signed = { signer: relay.signer, nonce: hexToBigInt(relay.nonce) }
  const change = {
    status: 'pending',
    relay_id: relay.id,
    signature_request: null,
    signature_expires_at: relay.deadline,
  } as const
  if (relay.kind === 'refund' && paymentId !== null && amount !== null) {
    const refund = await refunds.lockUnsigned(ctx.db, owner, { paymentId, amount, ...signed })
    if (refund) await refunds.update(ctx.db, refund.id, change)
  }
  const withdrawal = call.of === 'escrow' ? call.action.withdrawal : null
  if (withdrawal && amount !== null) {
    const payout = await payouts.lockUnsigned(ctx.db, owner, {
      chainId: relay.chain_id,
      account: relay.signer,
      token: lowerCase(withdrawal.token),
      recipient: lowerCase(withdrawal.to),
      amount,
      nonce: signed.nonce,
    })
    if (payout) await payouts.update(ctx.db, payout.id, change)
  }
}
