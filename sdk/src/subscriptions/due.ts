import type { PeriodLength } from './periods.ts'
import { indexAt, startOf } from './periods.ts'
import type { SubscriptionState } from './state.ts'
import type { Subscription } from './subscription.ts'

// Which period is to be charged next, and whether at `now`: the rules of contracts/subscriptions/Due.sol, where `now` is the
// time of the block. Times are Unix seconds.

type Limits = Pick<Subscription, 'catchUp' | 'maxPeriods'>

/** When the next period to be charged falls due, or fell due; undefined where none will. */
export function dueAt(
  plan: PeriodLength,
  subscription: Limits,
  state: SubscriptionState,
  now: bigint,
): bigint | undefined {
  if (state.status !== 'active') return undefined
  const period = nextToCharge(plan, subscription, state, now)
  if (period >= subscription.maxPeriods) return undefined
  return startOf(state.anchor, period, plan)
}

/** The period that `chargeBatch` would charge at `now`; undefined where it would skip the subscription. */
export function periodDue(
  plan: PeriodLength,
  subscription: Limits,
  state: SubscriptionState,
  now: bigint,
): number | undefined {
  if (state.status !== 'active') return undefined
  if (now < state.anchor || now === state.chargedAt) return undefined
  const current = indexAt(state.anchor, now, plan)
  const period = afterMissed(state.nextPeriod, current, subscription.catchUp)
  return period <= current && period < subscription.maxPeriods ? period : undefined
}

/** Whether the trial, or the last charged period, has not ended, and the subscription was not ended at once. */
export function isActive(plan: PeriodLength, state: SubscriptionState, now: bigint): boolean {
  if (state.status === 'none' || state.status === 'ended' || state.status === 'burned') return false
  return now < paidUntil(plan, state)
}

/** The end of the last charged period, or of the trial; earlier where neither is remembered. */
export function paidUntil(plan: PeriodLength, state: SubscriptionState): bigint {
  const period = lastCharged(state)
  return period === undefined ? state.anchor : startOf(state.anchor, period + 1, plan)
}

/** Whether the period was charged, as far as is remembered: of the 120 periods before the next one. */
export function isCharged({ nextPeriod, charged }: SubscriptionState, period: number): boolean {
  if (period >= nextPeriod) return false
  return ((charged >> BigInt(nextPeriod - 1 - period)) & 1n) === 1n
}

/** The last period that was charged; undefined where none is remembered. */
export function lastCharged({ nextPeriod, charged }: SubscriptionState): number | undefined {
  if (charged === 0n) return undefined
  let period = nextPeriod - 1
  for (let bits = charged; (bits & 1n) === 0n; bits >>= 1n) period -= 1
  return period
}

function nextToCharge(plan: PeriodLength, { catchUp }: Limits, state: SubscriptionState, now: bigint) {
  if (now < state.anchor) return state.nextPeriod
  return afterMissed(state.nextPeriod, indexAt(state.anchor, now, plan), catchUp)
}

/** Of the periods missed before `current`, the last `catchUp` may still be charged. */
function afterMissed(nextPeriod: number, current: number, catchUp: number): number {
  return Math.max(nextPeriod, current - catchUp)
}
