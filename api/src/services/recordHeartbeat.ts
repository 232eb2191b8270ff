import type { Ctx } from '../context.ts'

/** Says that this worker's pools of the job queue are alive. */
export async function recordHeartbeat(ctx: Ctx, poolIds: readonly string[]): Promise<void> {
  await ctx.store.heartbeats.record(ctx.db, poolIds)
}
