import type { Hex } from 'viem'
import type { Checkout, CheckoutPayment } from '../api/checkout.ts'

/** Where the money is that was paid toward an invoice, in base units of its token. */
export type MoneySoFar = {
  collectedUnits: bigint
  /** The contract holds it until it is collected, or goes back. */
  heldUnits: bigint
  /** Back with the payer, before it was collected and after. */
  returnedUnits: bigint
  refundedUnits: bigint
}

export function moneySoFar(checkout: Checkout): MoneySoFar {
  const settled = checkout.payments.filter(isSettled)
  const sum = (part: 'capturable' | 'returned' | 'refunded') =>
    settled.reduce((units, payment) => units + payment[part].amountUnits, 0n)
  return {
    collectedUnits: checkout.amountPaid.amountUnits,
    heldUnits: sum('capturable'),
    returnedUnits: sum('returned'),
    refundedUnits: sum('refunded'),
  }
}

/** It is deep enough in the chain to count. */
function isSettled(payment: CheckoutPayment): boolean {
  return payment.status === 'confirmed' || payment.status === 'finalized'
}

/** The payment with this id on chain, once it was seen there. */
export function paymentOf(checkout: Checkout, onchainId: Hex | null): CheckoutPayment | null {
  const id = onchainId?.toLowerCase()
  return checkout.payments.find((payment) => payment.onchainId.toLowerCase() === id) ?? null
}

/** What was signed has been executed and counted: whatever became of the money since, it will not be taken again. */
export function isDone(checkout: Checkout, onchainId: Hex | null): boolean {
  const payment = paymentOf(checkout, onchainId)
  return payment !== null && isSettled(payment)
}

/** The payment to show: one that waits for confirmations, or the last one of which money is left with the merchant. */
export function standingPayment({ payments }: Checkout): CheckoutPayment | null {
  return (
    payments.find((payment) => payment.status === 'pending') ??
    payments.findLast(
      (payment) => isSettled(payment) && payment.captured.amountUnits + payment.capturable.amountUnits > 0n,
    ) ??
    null
  )
}
