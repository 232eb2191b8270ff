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

/** What is asked for, and how much less still counts as paid. */
export interface Price {
  amount: bigint
  tolerance_bps: number
}

/** The least that pays: the amount less the tolerance, which is rounded down in favour of the merchant. */
function leastToPay({ amount, tolerance_bps }: Price): bigint {
  return amount - (amount * BigInt(tolerance_bps)) / 10_000n
}

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

function paymentStatus(price: Price, sums: Sums): PaymentStatus {
  if (sums.collected > price.amount) return 'overpaid'
  if (sums.collected >= leastToPay(price)) return 'paid'
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

interface Settling extends Settled, Price {
  due_at: Date | null
  expires_at: Date | null
  uncollectible_at: Date | null
}

/**
 * The state of an invoice that follows from its payments. A void invoice stays void: money that arrives is counted, never
 * lost. `at` is the block time of the fact that caused the change. Late is what the payer paid late: a capture after
 * the end of what was authorized in time is not.
 */
export function settle(invoice: Settling, payments: readonly InvoicePayment[], at: Date): Settled {
  const sums = sumPayments(payments)
  const covered = sums.collected >= leastToPay(invoice)
  const end = invoice.due_at ?? invoice.expires_at
  return {
    status: statusAfter(invoice, covered),
    payment_status: paymentStatus(invoice, sums),
    amount_paid: sums.collected,
    paid_late: covered && payments.some((payment) => payment.captured > 0n && isAfter(payment.paidAt, end)),
    paid_at: covered ? (invoice.paid_at ?? at) : null,
  }
}

/** Whoever gave up an invoice is still paid by money that comes; without it, the invoice is again what it was before. */
function statusAfter(invoice: Settling, covered: boolean): InvoiceStatus {
  if (invoice.status === 'draft' || invoice.status === 'void') return invoice.status
  if (covered) return 'paid'
  return invoice.uncollectible_at ? 'uncollectible' : 'open'
}

function isAfter(moment: Date, end: Date | null): boolean {
  return end !== null && moment >= end
}

/** What is still to be asked for: the amount less everything that already came or is on its way. */
export function amountDue(price: Price, sums: Sums): bigint {
  return amountLeft(price, sums.collected + sums.authorized + sums.pending)
}

/** What is missing beyond `covered`; nothing where the rest is within the tolerance. */
export function amountLeft(price: Price, covered: bigint): bigint {
  return covered >= leastToPay(price) ? 0n : price.amount - covered
}

interface Deadlines {
  status: InvoiceStatus
  due_at: Date | null
  expires_at: Date | null
}

/** Only what is still asked for can be past due. */
export function isPastDue(invoice: Deadlines, now: Date): boolean {
  return invoice.status === 'open' && isAfter(now, invoice.due_at)
}

/** Whether an open invoice can be paid no more. */
export function isExpired(invoice: Deadlines, now: Date): boolean {
  return invoice.status === 'open' && isAfter(now, invoice.expires_at)
}

/** One part in so many is the smallest whose gas we pay. */
const MOST_PARTS = 20n

/** The least that we relay of an invoice: a twentieth of it, or the rest where less is left. */
export function leastRelayed(amount: bigint, left: bigint): bigint {
  const part = (amount + MOST_PARTS - 1n) / MOST_PARTS
  return left < part ? left : part
}
