import type { Ctx } from '../context.ts'
import type { SessionCaller } from '../domain/caller.ts'
import { DomainError } from '../domain/errors.ts'

/**
 * Holds the merchant, so that changes of its members come one after the other, and looks again whether the caller still
 * owns it: somebody may have removed the caller while it waited.
 */
export async function requireOwner(ctx: Ctx, caller: SessionCaller): Promise<void> {
  await ctx.store.merchants.lock(ctx.db, caller.merchantId)
  const member = await ctx.store.members.find(ctx.db, caller.merchantId, caller.memberAddress)
  if (member?.role === 'owner') return
  throw new DomainError('insufficient_role', 'Only an owner may do this, and you are none any more.', {
    param: 'Authorization',
  })
}
