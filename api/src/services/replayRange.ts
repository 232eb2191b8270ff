import type { Ctx } from '../context.ts'
import type { Owner } from '../domain/caller.ts'
import { DomainError } from '../domain/errors.ts'
import { addReplayJob, requireNoReplay } from './addReplayJob.ts'
import { enabledEndpoint } from './enabledEndpoint.ts'

/** More is asked for in parts, so that nobody floods a server by mistake. */
export const MOST_EVENTS = 10_000

export interface ReplayRange {
  from: Date
  /** The end, itself not included. */
  to: Date
  /** All types where undefined. */
  types: string[] | undefined
}

/** Has the worker deliver every event of a span of time to an endpoint once more. Answers how many there are. */
export async function replayRange(ctx: Ctx, owner: Owner, id: string, range: ReplayRange): Promise<number> {
  if (range.from >= range.to) {
    throw new DomainError('invalid_request', 'to must be later than from.', { param: 'to' })
  }
  await enabledEndpoint(ctx, owner, id)
  const found = await ctx.store.events.measureRange(ctx.db, owner, range, MOST_EVENTS + 1)
  if (found.count > MOST_EVENTS) {
    throw new DomainError(
      'replay_too_large',
      `This span has more than ${MOST_EVENTS} events; ask for a shorter one, or for fewer types.`,
      { param: 'to' },
    )
  }
  if (found.count > 0) {
    await ctx.store.webhookEndpoints.lock(ctx.db, id)
    await requireNoReplay(ctx, id)
    await addReplayJob(ctx, {
      endpointId: id,
      afterSeq: (found.first - 1n).toString(),
      toSeq: found.last.toString(),
      types: range.types ?? null,
    })
  }
  return found.count
}
