import { caip2 } from './chain.ts'
import { DomainError } from './errors.ts'
import type { InvoiceStatus } from './invoice.ts'

type Hex = `0x${string}`

/** An invoice that money is to be counted toward. */
export interface Assignee {
  id: string
  status: InvoiceStatus
  chain_id: bigint
  token: Hex
}

/** A payment as far as it may be assigned. */
interface Assigned {
  id: string
  payment_request_id: string | null
  x402: object | null
  invoice_id: string | null
  status: 'pending' | 'confirmed' | 'finalized' | 'reverted'
  chain_id: bigint
  token: Hex
  captured: bigint
  capturable: bigint
  refunded: bigint
}

/** Refuses to count a payment that counts already, is not there, or has gone back; or toward an invoice that wants no such money. */
export function requireAssignable(payment: Assigned, invoice: Assignee): void {
  if (payment.invoice_id !== null) {
    const why = payment.payment_request_id === null ? 'was assigned to' : 'was asked for by'
    throw new DomainError(
      'payment_already_assigned',
      `Payment ${payment.id} ${why} invoice ${payment.invoice_id}, and counts toward that one.`,
      { param: 'id', extra: { invoice: payment.invoice_id } },
    )
  }
  if (payment.x402 !== null) {
    throw new DomainError(
      'payment_not_assignable',
      `Payment ${payment.id} was for a paid API, and so pays no invoice.`,
      { param: 'id' },
    )
  }
  if (payment.status !== 'confirmed' && payment.status !== 'finalized') {
    throw new DomainError(
      'payment_not_confirmed',
      `Payment ${payment.id} is ${payment.status}; wait until it is confirmed.`,
      { param: 'id' },
    )
  }
  if (payment.refunded > 0n || payment.captured + payment.capturable === 0n) {
    throw new DomainError(
      'payment_not_assignable',
      `Payment ${payment.id} went back to its payer, in whole or in part, and cannot pay an invoice.`,
      { param: 'id' },
    )
  }
  if (payment.chain_id !== invoice.chain_id || payment.token !== invoice.token) {
    throw new DomainError(
      'payment_not_assignable',
      `Invoice ${invoice.id} is in another token; it takes ${invoice.token} on ${caip2(invoice.chain_id)}.`,
      { param: 'invoice' },
    )
  }
  if (invoice.status !== 'open' && invoice.status !== 'uncollectible') {
    throw new DomainError(
      'invoice_not_open',
      `Invoice ${invoice.id} is ${invoice.status}; only an open or uncollectible one takes money.`,
      { param: 'invoice' },
    )
  }
}
