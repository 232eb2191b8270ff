import type { Ctx } from '../context.ts'
import { addDeliveryJob } from './addDeliveryJob.ts'

/** A delivery that is due for longer than this has lost its job, unless the job is seen waiting. */
const GRACE_MS = 30_000
const BATCH = 500

/** Gives every endpoint with a due delivery and without a job a new one: jobs are a means, our own rows say what is to be done. */
export async function sweepDueJobs(ctx: Ctx): Promise<void> {
  const now = ctx.clock.now()
  const lost = await ctx.store.deliveries.listWithoutJob(ctx.db, new Date(now.getTime() - GRACE_MS), BATCH)
  for (const key of lost) await addDeliveryJob(ctx, key, 'first')
  if (lost.length > 0)
    ctx.log.warn({ endpoints: lost.length }, 'endpoints with due deliveries and no job got a new one')
}
