import type { Ctx } from '../context.ts'

/**
 * Frees the jobs of workers that died holding them; the queue itself would wait for hours. A worker that was only slow
 * loses its jobs too, which is safe because every job is fenced by a lease on its own row.
 */
export async function freeSilentWorkers(ctx: Ctx, silentMs: number): Promise<void> {
  const silent = await ctx.store.heartbeats.listSilentHolders(ctx.db, silentMs)
  if (silent.length === 0) return
  ctx.log.warn({ workers: silent }, 'workers fell silent; their jobs are freed')
  await ctx.store.heartbeats.freeJobs(ctx.db, silent)
}
