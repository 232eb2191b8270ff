import type { Ctx } from '../../context.ts'
import type { EventType } from '../../domain/eventTypes.ts'
import { settle } from '../../domain/invoice.ts'
import { toInvoice } from '../../domain/objects/invoice.ts'
import type { InvoiceRow } from '../../store/invoices.ts'
import { emitEvent } from '../emitEvent.ts'
import { paymentsOf } from '../paymentsOf.ts'

/** Brings an invoice to the state that follows from its payments, and tells what became different. */
export async function refreshInvoice(ctx: Ctx, invoiceId: string, at: Date): Promise<void> {
  const before = await ctx.store.invoices.lock(ctx.db, invoiceId)
  const after = await ctx.store.invoices.update(
    ctx.db,
    invoiceId,
    settle(before, await paymentsOf(ctx, invoiceId), at),
  )
  for (const type of changesOf(before, after)) {
    await emitEvent(ctx, {
      owner: { merchantId: after.merchant_id, mode: after.mode },
      type,
      objectId: after.id,
      object: toInvoice(ctx, after),
    })
  }
}

function changesOf(before: InvoiceRow, after: InvoiceRow): EventType[] {
  const wasPaid = before.paid_at !== null
  const isPaid = after.paid_at !== null
  const types: EventType[] = []
  if (isPaid && !wasPaid) types.push(after.status === 'void' ? 'invoice.paid_after_void' : 'invoice.paid')
  // Nothing is owed under a void invoice, so nothing opens again.
  if (wasPaid && !isPaid && after.status !== 'void') types.push('invoice.reopened')
  if (after.amount_paid > before.amount_paid) {
    if (after.amount_paid > after.amount) types.push('invoice.overpaid')
    else if (!isPaid && after.status !== 'void') types.push('invoice.partially_paid')
  }
  return types
}
