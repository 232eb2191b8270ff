export type PaymentStatus =
  | 'authorized'
  | 'partially_captured'
  | 'captured'
  | 'voided'
  | 'reclaimed'
  | 'refunded'

export type PaymentTotals = {
  captured: bigint
  voided: bigint
  reclaimed: bigint
  refunded: bigint
  capturable: bigint
  refundable: bigint
}

/**
 * Where a payment stands, from its totals alone. While money waits in escrow it is `authorized` or
 * `partially_captured`. Afterwards what the merchant got decides: nothing means `voided` or `reclaimed`; something
 * means `captured`, and `refunded` once all of it was given back.
 */
export function paymentStatus(totals: PaymentTotals): PaymentStatus {
  if (totals.capturable > 0n) return totals.captured > 0n ? 'partially_captured' : 'authorized'
  if (totals.captured === 0n) return totals.reclaimed > 0n ? 'reclaimed' : 'voided'
  return totals.refunded > 0n && totals.refundable === 0n ? 'refunded' : 'captured'
}
