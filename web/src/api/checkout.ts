import type { Address, Hex } from 'viem'
import { type Reader, readObject } from '../parse/reader.ts'
import type { ApiClient } from './client.ts'
import { type Line, readLine } from './line.ts'
import { type Money, readMoney } from './money.ts'

const statuses = ['open', 'paid', 'void', 'uncollectible'] as const
const paymentStatuses = ['none', 'pending', 'authorized', 'partial', 'paid', 'overpaid'] as const

export type CheckoutPayment = {
  id: string
  onchainId: Hex
  status: 'pending' | 'confirmed' | 'finalized' | 'reverted'
  payer: Address
  txHash: Hex
  amount: Money
  /** What became of the amount: collected, held by the contract, back with the payer before and after it was collected. */
  captured: Money
  capturable: Money
  returned: Money
  refunded: Money
  /** Until when it can be collected; null where it was collected at once. */
  captureBy: Date | null
  paidAt: Date
  confirmationsRequired: number
}

export type Checkout = {
  invoice: string
  number: string
  status: (typeof statuses)[number]
  paymentStatus: (typeof paymentStatuses)[number]
  /** Its due date passed, while it can still be paid. */
  pastDue: boolean
  dueAt: Date | null
  expired: boolean
  expiresAt: Date | null
  description: string | null
  merchantName: string
  merchantAddress: Address
  amount: Money
  lines: Line[]
  amountPaid: Money
  amountDue: Money
  captureMethod: 'automatic' | 'manual'
  returnUrl: string | null
  cancelUrl: string | null
  payments: CheckoutPayment[]
}

export async function getCheckout(api: ApiClient, invoice: string): Promise<Checkout> {
  const checkout = readObject(await api.get(`/v1/checkout/${encodeURIComponent(invoice)}`), 'checkout')
  return {
    invoice: checkout.text('invoice'),
    number: checkout.numeral('number'),
    status: checkout.oneOf('status', statuses),
    paymentStatus: checkout.oneOf('payment_status', paymentStatuses),
    pastDue: checkout.flag('past_due'),
    dueAt: checkout.momentOrNull('due_at'),
    expired: checkout.flag('expired'),
    expiresAt: checkout.momentOrNull('expires_at'),
    description: checkout.textOrNull('description'),
    merchantName: checkout.child('merchant').text('name'),
    merchantAddress: checkout.child('merchant').address('address'),
    amount: readMoney(checkout.child('amount')),
    lines: checkout.children('lines').map(readLine),
    amountPaid: readMoney(checkout.child('amount_paid')),
    amountDue: readMoney(checkout.child('amount_due')),
    captureMethod: checkout.oneOf('capture_method', ['automatic', 'manual']),
    returnUrl: checkout.textOrNull('return_url'),
    cancelUrl: checkout.textOrNull('cancel_url'),
    payments: checkout.children('payments').map(readPayment),
  }
}

function readPayment(payment: Reader): CheckoutPayment {
  return {
    id: payment.text('id'),
    onchainId: payment.hex('onchain_id'),
    status: payment.oneOf('status', ['pending', 'confirmed', 'finalized', 'reverted']),
    payer: payment.address('payer'),
    txHash: payment.hex('tx_hash'),
    amount: readMoney(payment.child('amount')),
    captured: readMoney(payment.child('amount_captured')),
    capturable: readMoney(payment.child('amount_capturable')),
    returned: readMoney(payment.child('amount_returned')),
    refunded: readMoney(payment.child('amount_refunded')),
    captureBy: payment.momentOrNull('capture_by'),
    paidAt: payment.moment('paid_at'),
    confirmationsRequired: payment.integer('confirmations_required'),
  }
}
