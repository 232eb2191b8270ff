import type { SignedCallKind } from '@florin/sdk/calls/signedCall.ts'
import { DomainError } from './errors.ts'

/**
 * What ties a call to the merchant at whose cost it is sent:
 * - `request`: it takes back a payment request of the merchant's.
 * - `payment`: it changes a payment of the merchant's.
 * - `account`: it changes what an address of the merchant's has or allows.
 * - `plan`: it is about a plan that pays an address of the merchant's.
 * - `none`: it concerns its signer alone, and the merchant that hands it in wants to pay for it.
 */
export type Ground = 'request' | 'payment' | 'account' | 'plan' | 'none'

/** Every action that is sent for somebody, of both contracts. What is not listed here is sent for nobody. */
export const GROUNDS: Record<SignedCallKind, Ground> = {
  burn: 'request',
  capture: 'payment',
  void: 'payment',
  refund: 'payment',
  deposit: 'none',
  move_prepaid: 'none',
  cancel_nonce: 'none',
  transfer_balance: 'account',
  withdraw: 'account',
  set_payout: 'account',
  set_operator: 'account',
  create_plan: 'plan',
  set_price: 'plan',
  archive_plan: 'plan',
  subscribe: 'plan',
  replace: 'plan',
  burn_subscription: 'plan',
  charge_usage: 'plan',
  pause: 'plan',
  resume: 'plan',
  cancel: 'plan',
}

/**
 * How long what was signed may stay usable, in seconds. Until its deadline an action that the chain refused once may still be
 * executed by anybody, so its relay cannot be said to have failed.
 */
const LONGEST_LIFE = 7n * 24n * 60n * 60n

/** Refuses what the contract would not take any more, and what would be under way for too long. Both in seconds of chain time. */
export function requireDeadline(deadline: bigint, now: bigint): void {
  if (deadline <= now) throw invalidCall(`its deadline ${deadline} has passed; sign it anew`)
  if (deadline <= now + LONGEST_LIFE) return
  throw invalidCall(
    `its deadline must be at most ${now + LONGEST_LIFE}, seven days from now; found ${deadline}`,
  )
}

export function invalidCall(why: string, param = 'call.data'): DomainError {
  return new DomainError('invalid_call', `${param}: ${why}.`, { param })
}
