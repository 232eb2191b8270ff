import type { Ctx } from '../context.ts'
import type { EventRow } from '../store/events.ts'
import type { Listed, Page } from '../store/page.ts'

export async function listEvents(
  ctx: Ctx,
  page: Page,
  filter: { type?: string | undefined },
): Promise<Listed<EventRow>> {
  return ctx.store.events.list(ctx.db, page, filter)
}
