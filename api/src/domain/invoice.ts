import { DomainError } from './errors.ts'

/**
 * A draft can be changed and not be paid. Open, it has its number and its terms; void and uncollectible end it, and money that
 * comes all the same is counted.
 */
export type InvoiceStatus = 'draft' | 'open' | 'paid' | 'void' | 'uncollectible'

/** What an invoice must know of each payment that was asked for in its name. */
export interface InvoicePayment {
  status: 'pending' | 'confirmed' | 'finalized' | 'reverted'
  amount: bigint
  captured: bigint
  capturable: bigint
  /** Block time at which its money entered the escrow. */
  paidAt: Date
}

export interface Sums {
  /** The merchant has it. */
  collected: bigint
  /** It waits in escrow. */
  authorized: bigint
  /** It is in a block and waits for confirmations. */
  pending: bigint
}

type PaymentStatus = 'none' | 'pending' | 'authorized' | 'partial' | 'paid' | 'overpaid'

/** Adds up an invoice's payments. Refunds do not lower what was collected: they are their own fact. */
export function sumPayments(payments: readonly Omit<InvoicePayment, 'paidAt'>[]): Sums {
  const sums: Sums = { collected: 0n, authorized: 0n, pending: 0n }
  for (const payment of payments) {
    if (payment.status === 'reverted') continue
    if (payment.status === 'pending') sums.pending += payment.amount
    else {
      sums.collected += payment.captured
      sums.authorized += payment.capturable
    }
  }
  return sums
}

function paymentStatus(due: bigint, sums: Sums): PaymentStatus {
  if (sums.collected > due) return 'overpaid'
  if (sums.collected === due) return 'paid'
  if (sums.collected > 0n) return 'partial'
  if (sums.authorized > 0n) return 'authorized'
  return sums.pending > 0n ? 'pending' : 'none'
}

interface Settled {
  status: InvoiceStatus
  payment_status: PaymentStatus
  amount_paid: bigint
  paid_late: boolean
  paid_at: Date | null
}

interface Settling extends Settled {
  amount: bigint
  expires_at: Date | null
}

/**
 * The state of an invoice that follows from its payments. A void invoice stays void: money that arrives is counted, never
 * lost. `at` is the block time of the fact that caused the change. Late is what the payer paid late: a capture after
 * the expiry of what was authorized in time is not.
 */
export function settle(invoice: Settling, payments: readonly InvoicePayment[], at: Date): Settled {
  const sums = sumPayments(payments)
  const covered = sums.collected >= invoice.amount
  return {
    status: isEnded(invoice.status) ? invoice.status : covered ? 'paid' : 'open',
    payment_status: paymentStatus(invoice.amount, sums),
    amount_paid: sums.collected,
    paid_late:
      covered &&
      payments.some((payment) => payment.captured > 0n && isAfter(payment.paidAt, invoice.expires_at)),
    paid_at: covered ? (invoice.paid_at ?? at) : null,
  }
}

/** Nothing is asked for any more. */
function isEnded(status: InvoiceStatus): boolean {
  return status === 'void' || status === 'uncollectible'
}

function isAfter(moment: Date, end: Date | null): boolean {
  return end !== null && moment >= end
}

/** What is still to be asked for: the amount less everything that already came or is on its way. */
export function amountDue(amount: bigint, sums: Sums): bigint {
  const covered = sums.collected + sums.authorized + sums.pending
  return covered >= amount ? 0n : amount - covered
}

/** Refuses to ask for money for an invoice that cannot take any. */
export function requirePayable(
  invoice: { id: string; status: InvoiceStatus; expires_at: Date | null },
  now: Date,
  param = 'id',
): void {
  if (invoice.status === 'draft') {
    throw new DomainError('invoice_not_open', `Invoice ${invoice.id} is a draft; finalize it first.`, {
      param,
    })
  }
  if (invoice.status === 'void') {
    throw new DomainError('invoice_void', `Invoice ${invoice.id} was voided and cannot be paid.`, {
      param,
    })
  }
  if (invoice.status === 'paid') {
    throw new DomainError('invoice_paid', `Invoice ${invoice.id} is paid already.`, { param })
  }
  if (invoice.expires_at && now >= invoice.expires_at) {
    throw new DomainError(
      'invoice_expired',
      `Invoice ${invoice.id} expired at ${invoice.expires_at.toISOString()}; ask the merchant for a new one.`,
      { param },
    )
  }
}

/** Refuses to void what is paid or about to be. */
export function requireVoidable(invoice: { id: string; status: InvoiceStatus }, sums: Sums): void {
  if (invoice.status === 'void') {
    throw new DomainError('invoice_void', `Invoice ${invoice.id} is void already.`, { param: 'id' })
  }
  if (invoice.status === 'paid') {
    throw new DomainError('invoice_paid', `Invoice ${invoice.id} is paid; refund its payments instead.`, {
      param: 'id',
    })
  }
  if (sums.pending > 0n || sums.authorized > 0n) {
    throw new DomainError(
      'invoice_has_pending_payment',
      `Invoice ${invoice.id} has a payment under way; wait for it, or void that payment first.`,
      { param: 'id' },
    )
  }
}
