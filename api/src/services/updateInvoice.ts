import type { Ctx } from '../context.ts'
import type { Owner } from '../domain/caller.ts'
import { DomainError } from '../domain/errors.ts'
import { requireChangedDeadlines } from '../domain/invoiceDeadlines.ts'
import { sumLines } from '../domain/invoiceLines.ts'
import { toInvoice } from '../domain/objects/invoice.ts'
import type { InvoiceRow } from '../store/invoices.ts'
import { chainById, tokenNamed } from './chainOf.ts'
import { readTime } from './createInvoice.ts'
import { requireCustomer } from './customers/requireCustomer.ts'
import { emitEvent } from './emitEvent.ts'
import { draftLines, type LineInput } from './invoices/draftLines.ts'
import { lockInvoice } from './invoices/lockInvoice.ts'

/** What may change of an invoice; what is absent stays as it is. */
export interface InvoicePatch {
  customer?: string | null | undefined
  amount?: string | undefined
  lines?: readonly LineInput[] | undefined
  description?: string | null | undefined
  capture_method?: 'automatic' | 'manual' | undefined
  tolerance_bps?: number | undefined
  due_at?: string | null | undefined
  expires_at?: string | null | undefined
  return_url?: string | null | undefined
  cancel_url?: string | null | undefined
  metadata?: Record<string, string> | undefined
}

/** What the payer is asked for is fixed once the invoice is open; when it is due and what it says around it is not. */
const CHANGEABLE = ['description', 'due_at', 'return_url', 'cancel_url', 'metadata']
/** After its end, an invoice is history; only the merchant's own notes may change. */
const CHANGEABLE_AT_END = ['metadata']

/** Changes a draft as one likes, and of an open invoice what is no term of the payment. */
export async function updateInvoice(
  ctx: Ctx,
  owner: Owner,
  id: string,
  patch: InvoicePatch,
): Promise<InvoiceRow> {
  const before = await lockInvoice(ctx, owner, id)
  refuseFixed(before, patch)
  if (Object.values(patch).every((value) => value === undefined)) return before
  await requireCustomer(ctx, owner, patch.customer ?? null)
  const lines = await changedLines(ctx, owner, before, patch)
  const after = await ctx.store.invoices.update(ctx.db, id, {
    ...plainChanges(patch),
    ...deadlineChanges(ctx, before, patch),
    ...(lines ? { amount: sumLines(lines) } : {}),
  })
  if (lines) {
    await ctx.store.invoiceLines.deleteByInvoice(ctx.db, id)
    await ctx.store.invoiceLines.insert(ctx.db, id, lines)
  }
  const invoice = lines ? { ...after, lines } : after
  await emitEvent(ctx, { owner, type: 'invoice.updated', objectId: id, object: toInvoice(ctx, invoice) })
  return invoice
}

function refuseFixed(invoice: InvoiceRow, patch: InvoicePatch): void {
  if (invoice.status === 'draft') return
  const allowed = invoice.status === 'open' ? CHANGEABLE : CHANGEABLE_AT_END
  const fixed = Object.entries(patch).find(([name, value]) => value !== undefined && !allowed.includes(name))
  if (!fixed) return
  throw new DomainError(
    'invoice_not_draft',
    `Invoice ${invoice.id} is ${invoice.status}; of it can change only ${allowed.join(', ')}.`,
    { param: fixed[0] },
  )
}

async function changedLines(ctx: Ctx, owner: Owner, before: InvoiceRow, patch: InvoicePatch) {
  if (patch.amount === undefined && patch.lines === undefined) return undefined
  const chain = chainById(ctx, before.chain_id)
  return draftLines(
    ctx,
    owner,
    { chain, token: tokenNamed(chain, before.token) },
    {
      amount: patch.amount ?? null,
      lines: patch.lines ?? null,
      description: patch.description === undefined ? before.description : patch.description,
    },
  )
}

function plainChanges(patch: InvoicePatch) {
  const { customer, description, capture_method, tolerance_bps, return_url, cancel_url, metadata } = patch
  return {
    ...(customer === undefined ? {} : { customer_id: customer }),
    ...(description === undefined ? {} : { description }),
    ...(capture_method === undefined ? {} : { capture_method }),
    ...(tolerance_bps === undefined ? {} : { tolerance_bps }),
    ...(return_url === undefined ? {} : { return_url }),
    ...(cancel_url === undefined ? {} : { cancel_url }),
    ...(metadata === undefined ? {} : { metadata: JSON.stringify(metadata) }),
  }
}

/** A new due date is told of anew when it passes. Only deadlines that change are judged: others may have passed by now. */
function deadlineChanges(ctx: Ctx, before: InvoiceRow, patch: InvoicePatch) {
  if (patch.due_at === undefined && patch.expires_at === undefined) return {}
  const given = {
    ...(patch.due_at === undefined ? {} : { due_at: readTime(patch.due_at) }),
    ...(patch.expires_at === undefined ? {} : { expires_at: readTime(patch.expires_at) }),
  }
  const { due_at, expires_at } = requireChangedDeadlines(before, given, ctx.clock.now())
  return { due_at, expires_at, past_due_told_at: null }
}
