import { DomainError } from './errors.ts'
import type { SignatureReason } from './moneyOut.ts'

/** How much to pay out: what was asked for, or all that is there. */
export function payoutUnits(available: bigint, asked: bigint | null): bigint {
  const amount = asked ?? available
  if (available > 0n && amount <= available) return amount
  const message =
    available === 0n
      ? 'Nothing of this token is available to be paid out.'
      : `amount must be at most ${available} base units: no more is available.`
  throw new DomainError('balance_too_low', message, {
    param: 'amount',
    extra: { available: available.toString() },
  })
}

/**
 * Why the host cannot pay out for the merchant, if so. The contract pays a whole balance to the registered address and nothing
 * else, which needs nobody's signature; a part of it only the account itself can take.
 */
export function whyNotByHost(
  asked: { optedIn: boolean; amount: bigint; available: bigint },
  registered: { isValid: boolean } | null,
): SignatureReason | null {
  if (!asked.optedIn) return 'not_opted_in'
  if (!registered) return 'no_payout_address'
  if (!registered.isValid) return 'payout_address_not_yet_valid'
  return asked.amount === asked.available ? null : 'partial_payout'
}
