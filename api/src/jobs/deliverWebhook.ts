import type { Task } from 'graphile-worker'
import { z } from 'zod'
import type { Ctx } from '../context.ts'
import { deliverWebhook } from '../services/deliverWebhook.ts'

const payloadSchema = z.object({ endpointId: z.string(), eventId: z.string() })

/** The task of either pool of workers that deliver webhooks. */
export function deliverWebhookTask(ctx: Ctx, pool: 'first' | 'retries'): Task {
  return (payload) => deliverWebhook(ctx, payloadSchema.parse(payload), pool)
}
