import type { Ctx } from '../context.ts'
import { toldWebhookEndpoint } from '../domain/objects/webhookEndpoint.ts'
import {
  type AttemptOutcome,
  type DisabledReason,
  judgeAttempt,
  slowUntil,
} from '../domain/webhookAttempt.ts'
import type { WebhookAnswer } from '../http/postWebhook.ts'
import type { DeliveryKey } from '../store/deliveries.ts'
import type { WebhookEndpointRow } from '../store/webhookEndpoints.ts'
import { addDeliveryJob } from './addDeliveryJob.ts'
import { emitEvent } from './emitEvent.ts'
import { recordAudit } from './recordAudit.ts'
import type { Taken } from './takeDelivery.ts'

interface Attempt extends Taken {
  key: DeliveryKey
  number: number
  durationMs: number
  answer: WebhookAnswer
}

/** Writes an attempt down with all that follows from it: the next job, or the end of the delivery or of its endpoint. */
export async function recordAttempt(outer: Ctx, taken: Taken, answer: WebhookAnswer): Promise<void> {
  const now = outer.clock.now()
  const { delivery } = taken
  const key = { endpointId: delivery.endpoint_id, eventId: delivery.event_id }
  const durationMs = Math.max(0, now.getTime() - taken.takenAt.getTime())
  const attempt: Attempt = { ...taken, key, number: delivery.attempts + 1, durationMs, answer }
  await outer.store.locks.inTransaction(outer.db, async (db) => {
    const ctx = { ...outer, db }
    const endpoint = await ctx.store.webhookEndpoints.lock(db, key.endpointId)
    const outcome = judgeAttempt(answer, {
      failures: delivery.failures,
      failingSince: endpoint.failing_since,
      now,
      random: Math.random(),
    })
    if (!(await settle(ctx, attempt, outcome, now))) {
      ctx.log.warn({ ...key, number: attempt.number }, 'a webhook was answered after its lease had run out')
      return
    }
    await insertAttempt(ctx, attempt)
    if (outcome.kind === 'retry') await addDeliveryJob(ctx, key, 'retries', outcome.at)
    await noteOnEndpoint(ctx, endpoint, { outcome, durationMs, now })
  })
}

function settle(ctx: Ctx, attempt: Attempt, outcome: AttemptOutcome, now: Date): Promise<boolean> {
  return ctx.store.deliveries.settle(ctx.db, attempt.key, attempt.leasedUntil, {
    status: outcome.kind === 'retry' ? 'pending' : outcome.kind,
    attempts: attempt.number,
    failures: outcome.kind === 'delivered' ? 0 : attempt.delivery.failures + 1,
    next_attempt_at: outcome.kind === 'retry' ? outcome.at : null,
    delivered_at: outcome.kind === 'delivered' ? now : null,
  })
}

async function insertAttempt(ctx: Ctx, { key, number, takenAt, durationMs, answer }: Attempt): Promise<void> {
  await ctx.store.deliveries.insertAttempt(ctx.db, {
    endpoint_id: key.endpointId,
    event_id: key.eventId,
    number,
    started_at: takenAt,
    duration_ms: durationMs,
    response_status: answer.status,
    response_excerpt: answer.excerpt,
    error: answer.error,
  })
}

/** Keeps the endpoint's run of failures and whether it is slow, and switches it off where the run has become too long or it asked for that. */
async function noteOnEndpoint(
  ctx: Ctx,
  endpoint: WebhookEndpointRow,
  { outcome, durationMs, now }: { outcome: AttemptOutcome; durationMs: number; now: Date },
): Promise<void> {
  const failing = outcome.kind === 'delivered' ? null : (endpoint.failing_since ?? now)
  const slow = slowUntil(endpoint.slow_until, durationMs, now)
  if (
    failing?.getTime() !== endpoint.failing_since?.getTime() ||
    slow?.getTime() !== endpoint.slow_until?.getTime()
  ) {
    await ctx.store.webhookEndpoints.update(ctx.db, endpoint.id, { failing_since: failing, slow_until: slow })
  }
  if (outcome.kind !== 'dead' || outcome.disable === null || endpoint.status !== 'enabled') return
  await disable(ctx, endpoint, outcome.disable)
}

async function disable(ctx: Ctx, endpoint: WebhookEndpointRow, reason: DisabledReason): Promise<void> {
  const { id } = endpoint
  const disabled = await ctx.store.webhookEndpoints.update(ctx.db, id, {
    status: 'disabled',
    disabled_reason: reason,
  })
  ctx.log.warn({ endpointId: id, reason }, 'a webhook endpoint was switched off')
  await recordAudit(ctx, {
    owner: { merchantId: disabled.merchant_id, mode: disabled.mode },
    actor: { kind: 'job', id: 'deliver_webhook' },
    operation: 'disableWebhookEndpoint',
    target: { object: 'webhook_endpoint', id },
    before: toldWebhookEndpoint(endpoint),
    after: toldWebhookEndpoint(disabled),
  })
  await emitEvent(ctx, {
    owner: { merchantId: disabled.merchant_id, mode: disabled.mode },
    type: 'webhook_endpoint.disabled',
    objectId: id,
    object: toldWebhookEndpoint(disabled),
    cause: { reason },
  })
}
