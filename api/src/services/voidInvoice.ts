import type { Ctx } from '../context.ts'
import type { Owner } from '../domain/caller.ts'
import { DomainError } from '../domain/errors.ts'
import { requireVoidable, sumPayments } from '../domain/invoice.ts'
import { toInvoice } from '../domain/objects/invoice.ts'
import type { InvoiceRow } from '../store/invoices.ts'
import { emitEvent } from './emitEvent.ts'
import { getInvoice } from './getInvoice.ts'
import { paymentsOf } from './paymentsOf.ts'

/** Makes an unpaid invoice unpayable for good. */
export async function voidInvoice(ctx: Ctx, owner: Owner, id: string): Promise<InvoiceRow> {
  await getInvoice(ctx, owner, id)
  const invoice = await ctx.store.invoices.lock(ctx.db, id)
  requireVoidable(invoice, sumPayments(await paymentsOf(ctx, id)))
  const relay = await ctx.store.relays.findLiveByInvoice(ctx.db, id)
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
    object: toInvoice(ctx.chains, voided),
  })
  return voided
}
