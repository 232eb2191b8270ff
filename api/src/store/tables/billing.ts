import type { ColumnType } from 'kysely'
import type { Mode } from '../../domain/caller.ts'
import type { InvoiceStatus } from '../../domain/invoice.ts'
import type { TermsRow } from '../../domain/terms.ts'
import type { X402Details } from '../../domain/x402.ts'
import type { Defaulted, Fixed, Hex, Json } from './columns.ts'

/** What is billed, and the payments that pay it. */
export interface BillingTables {
  invoice: {
    id: Fixed<string>
    merchant_id: Fixed<string>
    mode: Fixed<Mode>
    /** Null until the invoice is open. */
    number: bigint | null
    chain_id: Fixed<bigint>
    token: Fixed<Hex>
    /** Fixed once the invoice is open, as are the amount, the tolerance and the way of capture. */
    merchant_address: Hex
    customer_id: string | null
    payment_link_id: Fixed<string | null>
    amount: bigint
    amount_paid: Defaulted<bigint>
    status: InvoiceStatus
    payment_status: 'none' | 'pending' | 'authorized' | 'partial' | 'paid' | 'overpaid'
    paid_late: Defaulted<boolean>
    capture_method: 'automatic' | 'manual'
    description: string | null
    return_url: string | null
    cancel_url: string | null
    metadata: Json<Record<string, string>>
    tolerance_bps: Defaulted<number>
    due_at: Date | null
    /** Null until the invoice is open. */
    expires_at: Date | null
    checkout_token: Fixed<string>
    invoice_ref: Fixed<Hex>
    created_at: Fixed<Date>
    finalized_at: Date | null
    paid_at: Date | null
    voided_at: Date | null
    uncollectible_at: Date | null
    past_due_told_at: Date | null
    expiry_told_at: Date | null
  }
  invoice_line: {
    invoice_id: Fixed<string>
    position: Fixed<number>
    description: Fixed<string>
    quantity: Fixed<number>
    unit_amount: Fixed<bigint>
    amount: Fixed<bigint>
    price_id: Fixed<string | null>
  }
  payment_request: {
    id: Fixed<string>
    invoice_id: Fixed<string>
    merchant_id: Fixed<string>
    mode: Fixed<Mode>
    chain_id: Fixed<bigint>
    escrow: Fixed<Hex>
    onchain_id: Fixed<Hex>
    payer: Fixed<Hex>
    terms: Json<TermsRow>
    authorize_by: Fixed<Date>
    created_at: Fixed<Date>
  }
  payment: {
    id: Fixed<string>
    merchant_id: Fixed<string>
    mode: Fixed<Mode>
    chain_id: Fixed<bigint>
    onchain_id: Fixed<Hex>
    payment_request_id: string | null
    invoice_id: string | null
    /** When its merchant counted it toward an invoice that did not ask for it. */
    assigned_at: Date | null
    /** Of its invoice; written by a trigger. */
    customer_id: ColumnType<string | null, never, never>
    status: 'pending' | 'confirmed' | 'finalized' | 'reverted'
    payer: Fixed<Hex>
    token: Fixed<Hex>
    terms: Json<TermsRow>
    /** Null where the money entered the escrow. */
    x402: Json<X402Details> | null
    mode_onchain: Fixed<'escrow' | 'charge'>
    amount: Fixed<bigint>
    captured: Defaulted<bigint>
    fees: Defaulted<bigint>
    refunded: Defaulted<bigint>
    returned: Defaulted<bigint>
    capturable: Defaulted<bigint>
    refundable: Defaulted<bigint>
    tx_hash: Hex
    block_number: bigint
    confirmations_required: Fixed<number>
    paid_at: Date
    created_at: Fixed<Date>
  }
}
