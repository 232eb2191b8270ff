import type { Task } from 'graphile-worker'
import { z } from 'zod'
import type { Ctx } from '../context.ts'
import { dispatchRelay } from '../services/relays/dispatchRelay.ts'

const payloadSchema = z.object({ relayId: z.string() })

/** The task that sends an accepted relay at once; the watcher finds those whose job was lost. */
export function dispatchRelayTask(ctx: Ctx): Task {
  return (payload) => dispatchRelay(ctx, payloadSchema.parse(payload).relayId)
}
