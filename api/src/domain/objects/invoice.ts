import type { InvoiceStatus } from '../invoice.ts'
import { type Chains, toMoney } from './money.ts'

type Hex = `0x${string}`

export interface InvoiceFields {
  id: string
  number: bigint | null
  chain_id: bigint
  token: Hex
  merchant_address: Hex
  amount: bigint
  amount_paid: bigint
  status: InvoiceStatus
  payment_status: 'none' | 'pending' | 'authorized' | 'partial' | 'paid' | 'overpaid'
  paid_late: boolean
  capture_method: 'automatic' | 'manual'
  description: string | null
  return_url: string | null
  metadata: Record<string, string>
  expires_at: Date | null
  created_at: Date
  paid_at: Date | null
  voided_at: Date | null
  mode: 'test' | 'live'
}

/** An invoice as events tell it: without the link that lets its holder pay. */
export function toInvoice(chains: Chains, row: InvoiceFields) {
  return {
    object: 'invoice' as const,
    id: row.id,
    mode: row.mode,
    number: row.number?.toString() ?? null,
    status: row.status,
    payment_status: row.payment_status,
    paid_late: row.paid_late,
    amount: toMoney(chains, row, row.amount),
    amount_paid: toMoney(chains, row, row.amount_paid),
    amount_due: toMoney(chains, row, row.amount_paid >= row.amount ? 0n : row.amount - row.amount_paid),
    capture_method: row.capture_method,
    description: row.description,
    return_url: row.return_url,
    metadata: row.metadata,
    expires_at: row.expires_at?.toISOString() ?? null,
    created_at: row.created_at.toISOString(),
    paid_at: row.paid_at?.toISOString() ?? null,
    voided_at: row.voided_at?.toISOString() ?? null,
  }
}

/** The link under which the invoice is paid. Its token is the payer's only key. */
export function checkoutUrl(webUrl: string, row: { id: string; checkout_token: string }): string {
  return `${webUrl}/pay/${row.id}?token=${row.checkout_token}`
}
