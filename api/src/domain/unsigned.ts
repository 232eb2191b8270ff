import { DomainError } from './errors.ts'

/** How many refunds of a payment, or payouts of a balance, may wait for a signature at once. */
const MAX_UNSIGNED = 20

/** Posting looks for each of them at every fact, so nobody may let any number of them wait. */
export function requireFewUnsigned(what: 'refunds' | 'payouts', waiting: number, param: string): void {
  if (waiting < MAX_UNSIGNED) return
  const of = what === 'refunds' ? 'payment' : 'balance'
  throw new DomainError(
    `too_many_unsigned_${what}`,
    `${waiting} ${what} of this ${of} wait for a signature already; sign or cancel one of them first.`,
    { param, extra: { most: MAX_UNSIGNED } },
  )
}
