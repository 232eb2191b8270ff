import type { Ctx } from '../context.ts'
import type { Owner } from '../domain/caller.ts'
import { DomainError } from '../domain/errors.ts'
import type { PayoutRow } from '../store/payouts.ts'
import { announcePayout } from './changePayout.ts'
import { getPayout } from './getPayout.ts'

/** Gives up a payout that its merchant did not sign; what was signed all the same counts if it is delivered. */
export async function cancelPayout(ctx: Ctx, owner: Owner, id: string): Promise<PayoutRow> {
  await getPayout(ctx, owner, id)
  const payout = await ctx.store.payouts.lock(ctx.db, id)
  if (payout.status !== 'requires_signature') {
    throw new DomainError(
      'payout_not_cancelable',
      `Payout ${id} is ${payout.status}; only one that requires a signature can be canceled.`,
      { param: 'id' },
    )
  }
  const canceled = await ctx.store.payouts.cancel(ctx.db, id, ctx.clock.now())
  await announcePayout(ctx, canceled, 'payout.canceled')
  return canceled
}
