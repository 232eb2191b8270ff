import type { Ctx } from '../context.ts'
import type { CheckoutCaller, MerchantCaller } from '../domain/caller.ts'
import { notFound } from '../domain/errors.ts'
import type { InvoiceRow } from '../store/invoices.ts'

/** An invoice of the merchant that calls, or the one invoice that a checkout token opens. */
export async function invoiceOfCaller(
  ctx: Ctx,
  caller: MerchantCaller | CheckoutCaller,
  id: string,
): Promise<InvoiceRow> {
  const visible = caller.kind !== 'checkout' || caller.invoiceId === id
  const row = visible ? await ctx.store.invoices.find(ctx.db, caller, id) : undefined
  if (!row) throw notFound('invoice', id)
  return row
}
