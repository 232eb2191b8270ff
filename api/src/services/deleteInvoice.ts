import type { Ctx } from '../context.ts'
import type { Owner } from '../domain/caller.ts'
import { requireDraft } from '../domain/invoiceGuards.ts'
import { toInvoice } from '../domain/objects/invoice.ts'
import { emitEvent } from './emitEvent.ts'
import { lockInvoice } from './invoices/lockInvoice.ts'

/** Deletes a draft. Nothing that ever had a number is deleted. */
export async function deleteInvoice(ctx: Ctx, owner: Owner, id: string): Promise<void> {
  const draft = await lockInvoice(ctx, owner, id)
  requireDraft(draft)
  await ctx.store.invoiceLines.deleteByInvoice(ctx.db, id)
  await ctx.store.invoices.deleteDraft(ctx.db, id)
  await emitEvent(ctx, { owner, type: 'invoice.deleted', objectId: id, object: toInvoice(ctx, draft) })
}
