import type { Ctx } from '../context.ts'
import type { Owner } from '../domain/caller.ts'
import { DomainError } from '../domain/errors.ts'
import { deadlineFault } from '../domain/invoiceDeadlines.ts'
import { requireDraft } from '../domain/invoiceGuards.ts'
import { toInvoice } from '../domain/objects/invoice.ts'
import type { InvoiceRow } from '../store/invoices.ts'
import { chainById } from './chainOf.ts'
import { merchantAddressOn, opening } from './createInvoice.ts'
import { emitEvent } from './emitEvent.ts'
import { lockInvoice } from './invoices/lockInvoice.ts'

/** Opens a draft: from now on it asks for money, and what it asks for is fixed. */
export async function finalizeInvoice(ctx: Ctx, owner: Owner, id: string): Promise<InvoiceRow> {
  const draft = await lockInvoice(ctx, owner, id)
  requireDraft(draft)
  if (draft.amount === 0n)
    throw notFinalizable(`Draft ${id} asks for nothing yet; give it an amount or lines.`)
  const fault = deadlineFault(draft, ctx.clock.now())
  if (fault) throw notFinalizable(`Draft ${id}: ${fault.message}`, fault.param)
  const invoice = await ctx.store.invoices.update(ctx.db, id, {
    // The merchant may have another address by now than when it began the draft.
    merchant_address: await merchantAddressOn(ctx, owner, chainById(ctx, draft.chain_id)),
    ...(await opening(ctx, owner, draft)),
  })
  await emitEvent(ctx, { owner, type: 'invoice.finalized', objectId: id, object: toInvoice(ctx, invoice) })
  return invoice
}

function notFinalizable(message: string, param = 'id'): DomainError {
  return new DomainError('invoice_not_finalizable', message, { param })
}
