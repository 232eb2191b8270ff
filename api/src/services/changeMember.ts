import type { Ctx } from '../context.ts'
import type { SessionCaller } from '../domain/caller.ts'
import type { Role } from '../domain/roles.ts'
import type { MemberRow } from '../store/members.ts'
import { getMember } from './getMember.ts'
import { requireAnotherOwner } from './requireAnotherOwner.ts'
import { requireOwner } from './requireOwner.ts'

/** Gives a member another role, which counts from its next request on. */
export async function changeMember(
  ctx: Ctx,
  caller: SessionCaller,
  address: string,
  role: Role,
): Promise<MemberRow> {
  await requireOwner(ctx, caller)
  const member = await getMember(ctx, caller, address)
  if (role !== 'owner') await requireAnotherOwner(ctx, member)
  return ctx.store.members.update(ctx.db, caller.merchantId, member.id, { role })
}
