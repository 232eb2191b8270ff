import type { Task } from 'graphile-worker'
import { z } from 'zod'
import type { Ctx } from '../context.ts'
import { TICK_NAMES, type TickName } from '../domain/tick.ts'
import { cleanOldRows } from '../services/cleanOldRows.ts'
import { expireSignatures } from '../services/expireSignatures.ts'
import { freeSilentWorkers } from '../services/freeSilentWorkers.ts'
import { tellDeadlines } from '../services/invoices/tellDeadlines.ts'
import { reviewSigners } from '../services/relays/reviewSigners.ts'
import { sweepDueJobs } from '../services/sweepDueJobs.ts'

const payloadSchema = z.object({ name: z.enum(TICK_NAMES), slot: z.iso.datetime() })

/** The task that does what a tick is for. */
export function runTickTask(ctx: Ctx, options: { silentMs: number }): Task {
  const work: Record<TickName, () => Promise<void>> = {
    free_silent_workers: () => freeSilentWorkers(ctx, options.silentMs),
    sweep_due_jobs: () => sweepDueJobs(ctx),
    clean_old_rows: () => cleanOldRows(ctx),
    expire_invoices: () => tellDeadlines(ctx),
    expire_signatures: () => expireSignatures(ctx),
    review_signers: () => reviewSigners(ctx),
  }
  return async (payload) => {
    const { name } = payloadSchema.parse(payload)
    await work[name]()
  }
}
