import type { Ctx } from '../context.ts'
import type { InvoicePayment } from '../domain/invoice.ts'

/** An invoice's payments as its rules want them. */
export async function paymentsOf(ctx: Ctx, invoiceId: string): Promise<InvoicePayment[]> {
  const rows = await ctx.store.payments.listByInvoice(ctx.db, invoiceId)
  return rows.map((row) => ({
    status: row.status,
    amount: row.amount,
    captured: row.captured,
    capturable: row.capturable,
    paidAt: row.paid_at,
  }))
}
