import cron from 'node-cron'
import type { Ctx } from '../context.ts'
import { TICK_NAMES, type TickName } from '../domain/tick.ts'
import { tick } from '../services/tick.ts'

/** Ticks by the clock. The work itself is a job, so it does not matter which of several workers ticked. */
export function startTicks(ctx: Ctx, patterns: Record<TickName, string>): () => Promise<void> {
  const scheduled = TICK_NAMES.map((name) =>
    cron.schedule(patterns[name], (context) => tickOnce(ctx, name, context.date), {
      timezone: 'UTC',
      suppressMissedWarning: true,
    }),
  )
  return async () => {
    for (const task of scheduled) await task.destroy()
  }
}

/** A tick that fails is not made up for: the next one does the same work. */
async function tickOnce(ctx: Ctx, name: TickName, date: Date): Promise<void> {
  const slot = new Date(Math.floor(date.getTime() / 1_000) * 1_000)
  try {
    await tick(ctx, name, slot)
  } catch (error) {
    ctx.log.warn({ err: error, tick: name }, 'a tick failed')
  }
}
