import type { Task } from 'graphile-worker'
import { z } from 'zod'
import type { Ctx } from '../context.ts'
import { replayBatch } from '../services/replayBatch.ts'

const payloadSchema = z.object({
  endpointId: z.string(),
  afterSeq: z.string(),
  toSeq: z.string(),
  types: z.array(z.string()).nullable(),
})

/** The task that delivers a range of events once more, a batch at a time. */
export function replayEventsTask(ctx: Ctx): Task {
  return (payload) => replayBatch(ctx, payloadSchema.parse(payload))
}
