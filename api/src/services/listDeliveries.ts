import type { Ctx } from '../context.ts'
import type { AttemptRow, DeliveryOfEvent } from '../store/deliveries.ts'
import type { Listed, Page } from '../store/page.ts'
import { getWebhookEndpoint } from './getWebhookEndpoint.ts'

export interface DeliveryWithAttempts {
  delivery: DeliveryOfEvent
  attempts: AttemptRow[]
}

/** What an endpoint of the caller's heard, newest event first, with every attempt. */
export async function listDeliveries(
  ctx: Ctx,
  endpointId: string,
  page: Page,
  status: 'pending' | 'delivered' | 'dead' | undefined,
): Promise<Listed<DeliveryWithAttempts>> {
  await getWebhookEndpoint(ctx, page, endpointId)
  const { rows, hasMore } = await ctx.store.deliveries.listByEndpoint(ctx.db, endpointId, page, status)
  const attempts = await ctx.store.deliveries.listAttemptsOf(
    ctx.db,
    endpointId,
    rows.map((row) => row.event_id),
  )
  const attemptsOf = Map.groupBy(attempts, (attempt) => attempt.event_id)
  return {
    hasMore,
    rows: rows.map((delivery) => ({ delivery, attempts: attemptsOf.get(delivery.event_id) ?? [] })),
  }
}
