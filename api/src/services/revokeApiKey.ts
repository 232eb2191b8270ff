import type { Ctx } from '../context.ts'

/** Ends a key at once: keys are looked up at every request. */
export async function revokeApiKey(ctx: Ctx, id: string): Promise<void> {
  await ctx.store.apiKeys.revoke(ctx.db, id, ctx.clock.now())
}
