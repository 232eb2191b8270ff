import type { Clock } from '../clock.ts'
import { amountLeft, type InvoiceStatus, isExpired, isPastDue } from '../invoice.ts'
import type { InvoiceLine } from '../invoiceLines.ts'
import { type Chains, toMoney } from './money.ts'

type Hex = `0x${string}`

export interface InvoiceFields {
  id: string
  number: bigint | null
  chain_id: bigint
  token: Hex
  merchant_address: Hex
  customer_id: string | null
  payment_link_id: string | null
  amount: bigint
  amount_paid: bigint
  lines: readonly InvoiceLine[]
  status: InvoiceStatus
  payment_status: 'none' | 'pending' | 'authorized' | 'partial' | 'paid' | 'overpaid'
  paid_late: boolean
  tolerance_bps: number
  capture_method: 'automatic' | 'manual'
  description: string | null
  return_url: string | null
  cancel_url: string | null
  metadata: Record<string, string>
  due_at: Date | null
  expires_at: Date | null
  created_at: Date
  finalized_at: Date | null
  paid_at: Date | null
  voided_at: Date | null
  uncollectible_at: Date | null
  mode: 'test' | 'live'
}

/** An invoice as events tell it: without the link that lets its holder pay. */
export function toInvoice({ chains, clock }: { chains: Chains; clock: Clock }, row: InvoiceFields) {
  const money = (amount: bigint) => toMoney(chains, row, amount)
  const now = clock.now()
  return {
    object: 'invoice' as const,
    id: row.id,
    mode: row.mode,
    number: row.number?.toString() ?? null,
    status: row.status,
    payment_status: row.payment_status,
    paid_late: row.paid_late,
    past_due: isPastDue(row, now),
    expired: isExpired(row, now),
    customer: row.customer_id,
    payment_link: row.payment_link_id,
    amount: money(row.amount),
    amount_paid: money(row.amount_paid),
    amount_due: money(amountLeft(row, row.amount_paid)),
    tolerance_bps: row.tolerance_bps,
    lines: row.lines.map((line) => ({
      description: line.description,
      quantity: line.quantity,
      unit_amount: money(line.unit_amount),
      amount: money(line.amount),
      price: line.price_id,
    })),
    capture_method: row.capture_method,
    description: row.description,
    return_url: row.return_url,
    cancel_url: row.cancel_url,
    metadata: row.metadata,
    due_at: row.due_at?.toISOString() ?? null,
    expires_at: row.expires_at?.toISOString() ?? null,
    created_at: row.created_at.toISOString(),
    finalized_at: row.finalized_at?.toISOString() ?? null,
    paid_at: row.paid_at?.toISOString() ?? null,
    voided_at: row.voided_at?.toISOString() ?? null,
    uncollectible_at: row.uncollectible_at?.toISOString() ?? null,
  }
}

/** The link under which the invoice is paid. Its token is the payer's only key. */
export function checkoutUrl(webUrl: string, row: { id: string; checkout_token: string }): string {
  return `${webUrl}/pay/${row.id}?token=${row.checkout_token}`
}
