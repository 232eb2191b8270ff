import type { Ctx } from '../context.ts'
import type { TickName } from '../domain/tick.ts'

/** Marks a slot of a schedule as taken and adds its job. Every replica ticks; one of them gets the slot. */
export async function tick(ctx: Ctx, name: TickName, slot: Date): Promise<void> {
  await ctx.store.locks.inTransaction(ctx.db, async (tx) => {
    if (!(await ctx.store.ticks.insert(tx, name, slot))) return
    await ctx.store.jobs.add(tx, 'run_tick', { name, slot: slot.toISOString() }, { key: `tick:${name}` })
  })
}
