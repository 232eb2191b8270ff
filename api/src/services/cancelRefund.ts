import type { Ctx } from '../context.ts'
import type { Owner } from '../domain/caller.ts'
import { DomainError } from '../domain/errors.ts'
import type { RefundRow } from '../store/refunds.ts'
import { announceRefund } from './changeRefund.ts'
import { getRefund } from './getRefund.ts'

/**
 * Gives up a refund that its merchant did not sign. What was signed all the same stays valid on chain until its deadline, and
 * counts if it is delivered.
 */
export async function cancelRefund(ctx: Ctx, owner: Owner, id: string): Promise<RefundRow> {
  await getRefund(ctx, owner, id)
  const refund = await ctx.store.refunds.lock(ctx.db, id)
  if (refund.status !== 'requires_signature') {
    throw new DomainError(
      'refund_not_cancelable',
      `Refund ${id} is ${refund.status}; only one that requires a signature can be canceled.`,
      { param: 'id' },
    )
  }
  const canceled = await ctx.store.refunds.cancel(ctx.db, id, ctx.clock.now())
  await announceRefund(ctx, canceled, 'refund.canceled')
  return canceled
}
