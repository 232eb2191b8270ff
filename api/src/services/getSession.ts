import type { Ctx } from '../context.ts'
import type { SessionCaller } from '../domain/caller.ts'
import { notFound } from '../domain/errors.ts'
import type { LivingSession } from '../store/sessions.ts'

export async function getSession(ctx: Ctx, caller: SessionCaller): Promise<LivingSession> {
  const session = await ctx.store.sessions.find(ctx.db, caller.merchantId, caller.sessionId)
  if (!session) throw notFound('session', caller.sessionId)
  return session
}
