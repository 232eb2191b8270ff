import { getAddress } from 'viem'
import { escrowStatus } from '../payment.ts'
import type { TermsRow } from '../terms.ts'
import { captureDeadline } from '../terms.ts'
import type { X402Details } from '../x402.ts'
import { type Chains, toMoney } from './money.ts'

type Hex = `0x${string}`

export interface PaymentFields {
  id: string
  mode: 'test' | 'live'
  chain_id: bigint
  onchain_id: Hex
  payment_request_id: string | null
  invoice_id: string | null
  assigned_at: Date | null
  status: 'pending' | 'confirmed' | 'finalized' | 'reverted'
  payer: Hex
  token: Hex
  terms: TermsRow
  x402: X402Details | null
  mode_onchain: 'escrow' | 'charge'
  amount: bigint
  captured: bigint
  fees: bigint
  refunded: bigint
  returned: bigint
  capturable: bigint
  refundable: bigint
  tx_hash: Hex
  block_number: bigint
  confirmations_required: number
  paid_at: Date
  created_at: Date
}

export function toPayment(chains: Chains, row: PaymentFields) {
  const money = (amount: bigint) => toMoney(chains, row, amount)
  const settled = row.status === 'confirmed' || row.status === 'finalized'
  return {
    object: 'payment' as const,
    id: row.id,
    mode: row.mode,
    onchain_id: row.onchain_id,
    source: row.x402 ? ('x402' as const) : ('escrow' as const),
    matched: row.payment_request_id !== null || row.x402 !== null,
    invoice: row.invoice_id,
    payment_request: row.payment_request_id,
    assigned_at: row.assigned_at?.toISOString() ?? null,
    status: row.status,
    escrow_status: settled && !row.x402 ? escrowStatus(row) : null,
    payer: getAddress(row.payer),
    merchant: getAddress(row.terms.merchant),
    amount: money(row.amount),
    amount_captured: money(row.captured),
    amount_fee: money(row.fees),
    amount_refunded: money(row.refunded),
    amount_returned: money(row.returned),
    amount_capturable: money(row.capturable),
    amount_refundable: money(row.refundable),
    x402: row.x402 && showX402(row.x402),
    capture_by: row.mode_onchain === 'escrow' ? captureDeadline(row.terms).toISOString() : null,
    tx_hash: row.tx_hash,
    block_number: row.block_number.toString(),
    confirmations_required: row.confirmations_required,
    paid_at: row.paid_at.toISOString(),
    created_at: row.created_at.toISOString(),
  }
}

function showX402({ scheme, method, resource }: X402Details) {
  return { scheme, method, resource: resource.url, description: resource.description }
}
