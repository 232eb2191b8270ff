import type { Ctx } from '../context.ts'
import { shownAddress } from '../domain/address.ts'
import type { Owner } from '../domain/caller.ts'
import { DomainError, notFound } from '../domain/errors.ts'
import { howToCancel } from '../domain/relay.ts'
import type { RelayRow } from '../store/relays.ts'
import { announcePayout } from './changePayout.ts'
import { announceRefund } from './changeRefund.ts'
import { announceRelay } from './relays/announceRelay.ts'
import { settleGas } from './sponsor/settleGas.ts'

/**
 * Gives up a relay that was never in bytes of ours, and the refund or payout that it is for. Its row is held, so that either this
 * or the dispatcher, which must move the same row before it signs, comes first.
 */
export async function cancelRelay(ctx: Ctx, owner: Owner, id: string): Promise<RelayRow> {
  const relay = await ctx.store.relays.lock(ctx.db, owner, id)
  if (!relay) throw notFound('relay', id)
  if (relay.status !== 'accepted' || (await ctx.store.signerTransactions.wasCallSigned(ctx.db, relay.id)))
    throw notCancelable(relay)
  const now = ctx.clock.now()
  const canceled = await ctx.store.relays.move(ctx.db, id, ['accepted'], { status: 'canceled' }, now)
  if (!canceled) throw new Error(`relay ${id} moved while it was held`)
  const gas = await settleGas(ctx, id)
  const settled = { ...canceled, ...gas.get(id) }
  await cancelWhatItIsFor(ctx, settled, now)
  await announceRelay(ctx, settled, 'canceled')
  return settled
}

async function cancelWhatItIsFor(ctx: Ctx, relay: RelayRow, now: Date): Promise<void> {
  const { refunds, payouts } = ctx.store
  const refund = relay.kind === 'refund' ? await refunds.lockByRelay(ctx.db, relay.id) : undefined
  if (refund?.status === 'pending') {
    await announceRefund(ctx, await refunds.cancel(ctx.db, refund.id, now), 'refund.canceled')
  }
  const payout = relay.kind === 'withdraw' ? await payouts.lockByRelay(ctx.db, relay.id) : undefined
  if (payout?.status === 'pending') {
    await announcePayout(ctx, await payouts.cancel(ctx.db, payout.id, now), 'payout.canceled')
  }
}

/** What may be in a block already, or be taken into one by anybody, cannot be promised not to happen. */
function notCancelable(relay: RelayRow): DomainError {
  const { id, status } = relay
  const hasEnded = status !== 'accepted' && status !== 'submitted' && status !== 'mined'
  const cancelBy = hasEnded ? null : howToCancel(relay)
  const message = hasEnded
    ? `Relay ${id} has ended: it is ${status}.`
    : `Relay ${id} is ${status}, and what was signed is public: nobody can promise that it will not be executed.${
        cancelBy === null
          ? ''
          : ` Unless it is executed first, ${cancelBy} of ${shownAddress(relay.signer)} stops it.`
      }`
  return new DomainError('relay_not_cancelable', message, {
    param: 'id',
    extra: { relay_status: status, cancel_by: cancelBy },
  })
}
