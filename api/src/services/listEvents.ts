import type { Ctx } from '../context.ts'
import type { EventFilter, EventRow } from '../store/events.ts'
import type { Listed, Page } from '../store/page.ts'

export async function listEvents(ctx: Ctx, page: Page, filter: EventFilter): Promise<Listed<EventRow>> {
  return ctx.store.events.list(ctx.db, page, filter)
}
