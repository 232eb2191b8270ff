import type { SubscriptionState } from '@florin/sdk/subscriptions/state.ts'
import { periodAt, startOfPeriod } from './calendar.ts'
import { fundsOf, sourceOf } from './money.ts'
import { priceOf } from './plans.ts'
import {
  type Agreement,
  intakeRefusals,
  type Refusals,
  refusals,
  type SubscriptionRecord,
  type World,
} from './world.ts'

/** How far back the contract remembers which periods were charged. */
const remembered = 120

/** The period that a renewal would charge now; undefined where it would skip the subscription. */
export function periodDue(world: World, { plan, subscription }: Agreement, record: SubscriptionRecord) {
  if (record.status !== 'active' || world.now < record.anchor) return undefined
  // Two base charges are never made in one second.
  if (world.now === record.lastChargeAt) return undefined
  const current = periodAt(record.anchor, world.now, plan)
  const period = oldestToCharge(current, subscription.catchUp, record)
  return period <= current && period < subscription.maxPeriods ? period : undefined
}

/** When the next period to be charged falls due, or fell due; 0 where none will. */
export function dueAt(world: World, { plan, subscription }: Agreement, record: SubscriptionRecord): bigint {
  if (record.status !== 'active') return 0n
  const current = world.now < record.anchor ? 0 : periodAt(record.anchor, world.now, plan)
  const period = oldestToCharge(current, subscription.catchUp, record)
  return period < subscription.maxPeriods ? startOfPeriod(record.anchor, period, plan) : 0n
}

/** Why a renewal would not charge it now: any of these. */
export function chargeRefusals(world: World, agreement: Agreement, record?: SubscriptionRecord): Refusals {
  if (record === undefined) return ['UnknownSubscription']
  if (record.status !== 'active') return ['WrongStatus']
  if (periodDue(world, agreement, record) === undefined) return ['NotDue']
  const amount = amountDue(world, agreement)
  const closed = intakeRefusals(world, agreement.plan.token).length > 0
  return refusals({
    ExceedsCap: amount > agreement.subscription.capPerPeriod,
    IntakeClosed: closed,
    CannotPay: sourceOf(fundsOf(world, agreement), amount, agreement) === undefined,
  })
}

/** What a period costs now. */
export function amountDue(world: World, { planId, subscription: { quantity } }: Agreement): bigint {
  return priceOf(world, planId) * BigInt(quantity)
}

/** Whether the trial or the last charged period has not ended, and it was not ended at once. */
export function isActive(world: World, agreement: Agreement, record: SubscriptionRecord): boolean {
  const lives = ['active', 'paused', 'ending'].includes(record.status)
  return lives && world.now < paidUntil(agreement, record)
}

/** The end of the last charged period, or of the trial. */
export function paidUntil({ plan }: Agreement, { anchor, charged }: SubscriptionRecord): bigint {
  return startOfPeriod(anchor, Math.max(-1, ...charged) + 1, plan)
}

/** Whether the contract knows that the period was charged. */
export function isKnownCharged(record: SubscriptionRecord, period: number): boolean {
  return record.charged.has(period) && period >= nextPeriod(record) - remembered
}

/** As the contract's view tells it. */
export function subscriptionStateOf(record: SubscriptionRecord): SubscriptionState {
  const next = nextPeriod(record)
  const bits = [...record.charged].filter((period) => isKnownCharged(record, period))
  return {
    status: record.status,
    anchor: record.anchor,
    nextPeriod: next,
    pauses: record.pauses,
    chargedAt: record.lastChargeAt,
    charged: bits.reduce((sum, period) => sum + 2n ** BigInt(next - 1 - period), 0n),
  }
}

/** No period before it is ever charged: what was charged, and what began while it was paused. */
export function nextPeriod({ charged, resumedFrom }: SubscriptionRecord): number {
  return Math.max(resumedFrom, ...[...charged].map((period) => period + 1))
}

/** Of the missed periods, only the last `catchUp` may still be charged. */
function oldestToCharge(current: number, catchUp: number, record: SubscriptionRecord): number {
  return Math.max(nextPeriod(record), current - catchUp)
}
