import type { Ctx } from '../context.ts'
import type { SessionCaller } from '../domain/caller.ts'
import type { MemberRow } from '../store/members.ts'
import { getMember } from './getMember.ts'
import { requireAnotherOwner } from './requireAnotherOwner.ts'
import { requireOwner } from './requireOwner.ts'

/** Removes a member. Its sessions end with it, because they are looked up together with it at each request. */
export async function removeMember(ctx: Ctx, caller: SessionCaller, address: string): Promise<MemberRow> {
  await requireOwner(ctx, caller)
  const member = await getMember(ctx, caller, address)
  await requireAnotherOwner(ctx, member)
  return ctx.store.members.update(ctx.db, caller.merchantId, member.id, { removed_at: ctx.clock.now() })
}
