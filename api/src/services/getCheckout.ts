import type { Ctx } from '../context.ts'
import type { CheckoutCaller } from '../domain/caller.ts'
import { DomainError, notFound } from '../domain/errors.ts'
import type { InvoiceStatus } from '../domain/invoice.ts'
import type { InvoiceRow } from '../store/invoices.ts'
import type { PaymentRow } from '../store/payments.ts'

export interface Checkout {
  /** Of what is shown to a payer, nothing is a draft. */
  invoice: InvoiceRow & { status: Exclude<InvoiceStatus, 'draft'> }
  merchantName: string
  payments: PaymentRow[]
}

/** What a payer's page shows: the invoice its token opens, and nothing else. */
export async function getCheckout(ctx: Ctx, caller: CheckoutCaller, id: string): Promise<Checkout> {
  const invoice = id === caller.invoiceId ? await ctx.store.invoices.find(ctx.db, caller, id) : undefined
  const merchant = await ctx.store.merchants.find(ctx.db, caller.merchantId)
  if (!invoice || !merchant) throw notFound('invoice', id)
  const { status } = invoice
  if (status === 'draft') {
    // What a merchant has not sent is not shown: its amount may still change under the payer's eyes.
    throw new DomainError(
      'invoice_not_open',
      `Invoice ${id} is not open yet; the merchant is still writing it.`,
      {
        param: 'id',
      },
    )
  }
  return {
    invoice: { ...invoice, status },
    merchantName: merchant.name,
    payments: await ctx.store.payments.listByInvoice(ctx.db, id),
  }
}
