import type { ErrorCode } from './errorCodes.ts'
import { DomainError } from './errors.ts'
import type { InvoiceStatus, Sums } from './invoice.ts'

interface Named {
  id: string
  status: InvoiceStatus
}

/** Refuses to ask for money for an invoice that cannot take any. */
export function requirePayable(invoice: Named & { expires_at: Date | null }, now: Date, param = 'id'): void {
  const { id, status, expires_at } = invoice
  const refuse = (code: ErrorCode, message: string) => new DomainError(code, message, { param })
  if (status === 'draft') throw refuse('invoice_not_open', `Invoice ${id} is a draft; finalize it first.`)
  if (status === 'void') throw refuse('invoice_void', `Invoice ${id} was voided and cannot be paid.`)
  if (status === 'paid') throw refuse('invoice_paid', `Invoice ${id} is paid already.`)
  if (status === 'uncollectible') {
    throw refuse('invoice_uncollectible', `Invoice ${id} was given up as uncollectible; make a new one.`)
  }
  if (expires_at && now >= expires_at) {
    throw refuse(
      'invoice_expired',
      `Invoice ${id} expired at ${expires_at.toISOString()}; ask the merchant for a new one.`,
    )
  }
}

/** Refuses what is for drafts only. */
export function requireDraft({ id, status }: Named): void {
  if (status === 'draft') return
  throw new DomainError(
    'invoice_not_draft',
    `Invoice ${id} is ${status}; only a draft can be finalized or deleted, or change what it asks for.`,
    { param: 'id' },
  )
}

/** Refuses to void what is paid or about to be. */
export function requireVoidable({ id, status }: Named, sums: Sums): void {
  if (status === 'draft') {
    throw new DomainError('invoice_not_open', `Invoice ${id} is a draft; delete it instead.`, { param: 'id' })
  }
  if (status === 'void') {
    throw new DomainError('invoice_void', `Invoice ${id} is void already.`, { param: 'id' })
  }
  if (status === 'paid') {
    throw new DomainError('invoice_paid', `Invoice ${id} is paid; refund its payments instead.`, {
      param: 'id',
    })
  }
  if (sums.pending > 0n || sums.authorized > 0n) {
    throw new DomainError(
      'invoice_has_pending_payment',
      `Invoice ${id} has a payment under way; wait for it, or void that payment first.`,
      { param: 'id' },
    )
  }
}

/** Only what is asked for can be given up. */
export function requireOpen({ id, status }: Named): void {
  if (status === 'open') return
  throw new DomainError(
    'invoice_not_open',
    `Invoice ${id} is ${status}; only an open invoice can be given up.`,
    {
      param: 'id',
    },
  )
}
