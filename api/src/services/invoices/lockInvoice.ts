import type { Ctx } from '../../context.ts'
import type { Owner } from '../../domain/caller.ts'
import { notFound } from '../../domain/errors.ts'
import type { InvoiceRow } from '../../store/invoices.ts'

/** An invoice of the owner, held until the transaction ends. */
export async function lockInvoice(ctx: Ctx, owner: Owner, id: string): Promise<InvoiceRow> {
  const row = await ctx.store.invoices.lockOwned(ctx.db, owner, id)
  if (!row) throw notFound('invoice', id)
  return row
}
