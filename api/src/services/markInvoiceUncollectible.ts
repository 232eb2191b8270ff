import type { Ctx } from '../context.ts'
import type { Owner } from '../domain/caller.ts'
import { requireOpen } from '../domain/invoiceGuards.ts'
import { toInvoice } from '../domain/objects/invoice.ts'
import type { InvoiceRow } from '../store/invoices.ts'
import { emitEvent } from './emitEvent.ts'
import { lockInvoice } from './invoices/lockInvoice.ts'

/** Gives an open invoice up. Terms that were issued may still be paid; then the invoice is paid after all. */
export async function markInvoiceUncollectible(ctx: Ctx, owner: Owner, id: string): Promise<InvoiceRow> {
  requireOpen(await lockInvoice(ctx, owner, id))
  const invoice = await ctx.store.invoices.update(ctx.db, id, {
    status: 'uncollectible',
    uncollectible_at: ctx.clock.now(),
  })
  await emitEvent(ctx, {
    owner,
    type: 'invoice.marked_uncollectible',
    objectId: id,
    object: toInvoice(ctx, invoice),
  })
  return invoice
}
