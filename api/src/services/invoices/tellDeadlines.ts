import type { Ctx } from '../../context.ts'
import type { Owner } from '../../domain/caller.ts'
import { toInvoice } from '../../domain/objects/invoice.ts'
import type { Deadline } from '../../store/invoiceDeadlines.ts'
import { emitEvent } from '../emitEvent.ts'

const BATCH = 200

/**
 * Tells once each that open invoices are past due, and that they can be paid no more. While a payment is under way nothing
 * is told: it pays the invoice, or fails and leaves it to the next tick.
 */
export async function tellDeadlines(ctx: Ctx): Promise<void> {
  for (const deadline of ['past_due', 'expired'] as const) {
    while ((await tellBatch(ctx, deadline)) > 0);
  }
}

/** How many were told. Zero also where another worker holds all that are left: it tells them. */
async function tellBatch(ctx: Ctx, deadline: Deadline): Promise<number> {
  const passed = await ctx.store.invoiceDeadlines.listPassed(ctx.db, deadline, ctx.clock.now(), BATCH)
  // A transaction tells one merchant only, since it holds that merchant's series of events until it ends.
  const groups = Map.groupBy(passed, (row) => `${row.merchant_id} ${row.mode}`)
  let told = 0
  for (const rows of groups.values()) told += await tellMerchant(ctx, deadline, rows)
  return told
}

async function tellMerchant(
  ctx: Ctx,
  deadline: Deadline,
  rows: readonly { id: string; merchant_id: string; mode: Owner['mode'] }[],
): Promise<number> {
  const [first] = rows
  if (!first) return 0
  const owner: Owner = { merchantId: first.merchant_id, mode: first.mode }
  const ids = rows.map((row) => row.id)
  return ctx.store.locks.inTransaction(ctx.db, async (tx) => {
    const inner = { ...ctx, db: tx }
    const now = ctx.clock.now()
    const told = await ctx.store.invoiceDeadlines.markTold(tx, deadline, ids, now)
    for (const id of told) {
      await emitEvent(inner, {
        owner,
        type: `invoice.${deadline}`,
        objectId: id,
        object: toInvoice(inner, await ctx.store.invoices.lock(tx, id)),
      })
    }
    return told.length
  })
}
