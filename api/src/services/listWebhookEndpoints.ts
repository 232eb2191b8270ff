import type { Ctx } from '../context.ts'
import type { Listed, Page } from '../store/page.ts'
import type { WebhookEndpointRow } from '../store/webhookEndpoints.ts'

export async function listWebhookEndpoints(ctx: Ctx, page: Page): Promise<Listed<WebhookEndpointRow>> {
  return ctx.store.webhookEndpoints.list(ctx.db, page)
}
