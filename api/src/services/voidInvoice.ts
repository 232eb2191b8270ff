import type { Ctx } from '../context.ts'
import type { Owner } from '../domain/caller.ts'
import { DomainError } from '../domain/errors.ts'
import { sumPayments } from '../domain/invoice.ts'
import { requireVoidable } from '../domain/invoiceGuards.ts'
import { toInvoice } from '../domain/objects/invoice.ts'
import type { InvoiceRow } from '../store/invoices.ts'
import { emitEvent } from './emitEvent.ts'
import { lockInvoice } from './invoices/lockInvoice.ts'
import { paymentsOf } from './paymentsOf.ts'

/** Makes an unpaid invoice unpayable for good. */
export async function voidInvoice(ctx: Ctx, owner: Owner, id: string): Promise<InvoiceRow> {
  const invoice = await lockInvoice(ctx, owner, id)
  requireVoidable(invoice, sumPayments(await paymentsOf(ctx, id)))
  const relay = await ctx.store.invoiceRelays.findUnposted(ctx.db, id)
  if (relay) {
    throw new DomainError(
      'invoice_has_pending_payment',
      `Invoice ${id} is being paid by relay ${relay.id}.`,
      {
        param: 'id',
        extra: { relay: relay.id },
      },
    )
  }
  const voided = await ctx.store.invoices.update(ctx.db, id, { status: 'void', voided_at: ctx.clock.now() })
  await emitEvent(ctx, {
    owner,
    type: 'invoice.voided',
    objectId: id,
    object: toInvoice(ctx, voided),
  })
  return voided
}
