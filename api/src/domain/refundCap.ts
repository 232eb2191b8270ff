import { fromSeconds } from './clock.ts'
import { DomainError } from './errors.ts'

const DAY = 86_400n

/** The next UTC midnight, when the contract counts anew. */
export function nextDay(seconds: bigint): Date {
  return fromSeconds((seconds / DAY + 1n) * DAY)
}

/** What is left of a daily cap beside what relays under way will spend of it. */
export function capLeft(grant: { dailyCap: bigint; spentToday: bigint }, underWay: bigint): bigint {
  const left = grant.dailyCap - grant.spentToday - underWay
  return left > 0n ? left : 0n
}

/** Refuses a refund by the host that the contract would refuse, or that would take the place of one under way. */
export function requireWithinCap(
  grant: { dailyCap: bigint; spentToday: bigint; seconds: bigint },
  underWay: bigint,
  amount: bigint,
): void {
  const left = capLeft(grant, underWay)
  if (amount <= left) return
  const resetsAt = nextDay(grant.seconds).toISOString()
  throw new DomainError(
    'refund_cap_exceeded',
    `The host may refund ${left} more base units of this token for you today, of ${grant.dailyCap}; the cap renews at ${resetsAt}. Raise it with setOperator, or refund with your own account.`,
    {
      param: 'amount',
      extra: { left: left.toString(), daily_cap: grant.dailyCap.toString(), resets_at: resetsAt },
    },
  )
}
