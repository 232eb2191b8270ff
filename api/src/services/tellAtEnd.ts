import type { Ctx } from '../context.ts'
import type { NewEvent } from '../domain/newEvent.ts'
import { emitEvents } from './emitEvent.ts'

/**
 * Does the work of a transaction that may concern many merchants, and tells all of it at the end. Their series of events are then
 * taken in one order, as relays that end together take them, so that no two transactions wait for each other in a circle.
 */
export async function tellAtEnd(ctx: Ctx, work: (ctx: Ctx) => Promise<void>): Promise<void> {
  const untold: NewEvent[] = []
  await work({ ...ctx, untold })
  await emitEvents(ctx, untold)
}

/** Does one part of such a transaction. Where it throws, what it wrote is undone, nothing of it is told, and the others go on. */
export async function inPart<T>(ctx: Ctx, work: () => Promise<T>): Promise<T> {
  const { untold } = ctx
  const before = untold?.length ?? 0
  try {
    return await ctx.store.locks.inSavepoint(ctx.db, work)
  } catch (error) {
    untold?.splice(before)
    throw error
  }
}
