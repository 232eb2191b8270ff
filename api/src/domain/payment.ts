import type { FactKind, FactPayload } from './fact.ts'

export interface PaymentTotals {
  captured: bigint
  fees: bigint
  refunded: bigint
  returned: bigint
  capturable: bigint
  refundable: bigint
}

type PaymentFact = { kind: FactKind; payload: Pick<FactPayload, 'amount' | 'fee'> }

const NOTHING: PaymentTotals = {
  captured: 0n,
  fees: 0n,
  refunded: 0n,
  returned: 0n,
  capturable: 0n,
  refundable: 0n,
}

/**
 * The totals that follow from a payment's confirmed facts, in whatever order they are given. Folded anew each time, so that a
 * reversal needs no inverse. A fact whose money did not come counts once it has: a reorganisation may take a charge back
 * under a refund that stands, until the charge is confirmed anew.
 */
export function foldFacts(facts: readonly PaymentFact[]): PaymentTotals {
  let totals = NOTHING
  let waiting = facts
  for (;;) {
    const rest: PaymentFact[] = []
    for (const fact of waiting) {
      const after = { ...totals }
      apply(after, fact)
      if (after.capturable >= 0n && after.refundable >= 0n) totals = after
      else rest.push(fact)
    }
    if (rest.length === waiting.length) return totals
    waiting = rest
  }
}

function apply(totals: PaymentTotals, { kind, payload }: PaymentFact): void {
  const amount = BigInt(payload.amount)
  const fee = BigInt(payload.fee ?? '0')
  switch (kind) {
    case 'authorized':
      totals.capturable += amount
      break
    case 'charged':
      totals.captured += amount
      totals.fees += fee
      totals.refundable += amount - fee
      break
    case 'x402_paid':
      totals.captured += amount
      break
    case 'captured':
      totals.capturable -= amount
      totals.captured += amount
      totals.fees += fee
      totals.refundable += amount - fee
      break
    case 'voided':
    case 'reclaimed':
      totals.capturable -= amount
      totals.returned += amount
      break
    case 'refunded':
      totals.refundable -= amount
      totals.refunded += amount
      break
    case 'withdrawn':
    case 'deposited':
    case 'prepaid_moved':
    case 'transferred':
    case 'subscription_charged':
    case 'usage_charged':
    case 'gas':
      break
  }
}

export type EscrowStatus = 'authorized' | 'partially_captured' | 'captured' | 'returned'

/** Where the money of a payment stands, in one word. */
export function escrowStatus(totals: Pick<PaymentTotals, 'captured' | 'capturable'>): EscrowStatus {
  if (totals.capturable > 0n) return totals.captured > 0n ? 'partially_captured' : 'authorized'
  return totals.captured > 0n ? 'captured' : 'returned'
}

type Depth = 'pending' | 'confirmed' | 'finalized'

/**
 * The depth of a payment, by the facts of its intake that live. There can be two for a while: a reorganisation may put
 * the same payment back with another source of money, which is another fact.
 */
export function paymentStatus(livingIntakes: readonly Depth[]): Depth | 'reverted' {
  const deepest = (['finalized', 'confirmed', 'pending'] as const).find((depth) =>
    livingIntakes.includes(depth),
  )
  return deepest ?? 'reverted'
}
