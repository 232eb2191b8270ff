import type { Ctx } from '../context.ts'

/** Says that these pools have stopped and hold nothing. */
export async function removeHeartbeat(ctx: Ctx, poolIds: readonly string[]): Promise<void> {
  await ctx.store.heartbeats.remove(ctx.db, poolIds)
}
