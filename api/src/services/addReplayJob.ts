import type { Ctx } from '../context.ts'
import { DomainError } from '../domain/errors.ts'
import type { Tasks } from '../store/jobs.ts'

/** Leaves the job of a replay; an endpoint has one at a time. */
export async function addReplayJob(ctx: Ctx, range: Tasks['replay_events']): Promise<void> {
  await ctx.store.jobs.add(ctx.db, 'replay_events', range, { key: keyOf(range.endpointId) })
}

/** Refuses a second replay of an endpoint. To be called while the endpoint is locked, so that of two at once one is second. */
export async function requireNoReplay(ctx: Ctx, endpointId: string): Promise<void> {
  if (!(await ctx.store.jobs.has(ctx.db, keyOf(endpointId)))) return
  throw new DomainError(
    'replay_in_progress',
    `An earlier replay to the webhook endpoint ${endpointId} is still being prepared; ask again in a few seconds.`,
    { param: 'id', retryAfterSeconds: 5 },
  )
}

function keyOf(endpointId: string): string {
  return `replay:${endpointId}`
}
