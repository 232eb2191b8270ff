import type { Ctx } from '../context.ts'
import type { Owner } from '../domain/caller.ts'
import { notFound } from '../domain/errors.ts'
import type { InvoiceRow } from '../store/invoices.ts'

export async function getInvoice(ctx: Ctx, owner: Owner, id: string): Promise<InvoiceRow> {
  const row = await ctx.store.invoices.find(ctx.db, owner, id)
  if (!row) throw notFound('invoice', id)
  return row
}
