import type { Ctx } from '../context.ts'
import { DomainError } from '../domain/errors.ts'
import type { MemberRow } from '../store/members.ts'

/** A merchant without an owner could never again say who may act for it. Call while the merchant is held. */
export async function requireAnotherOwner(ctx: Ctx, member: MemberRow): Promise<void> {
  if (member.role !== 'owner') return
  if ((await ctx.store.members.countOwners(ctx.db, member.merchant_id)) > 1) return
  throw new DomainError('last_owner', 'This is the last owner; make somebody else an owner first.', {
    param: 'address',
  })
}
