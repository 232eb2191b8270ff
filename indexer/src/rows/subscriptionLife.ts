import { inclusion, type ManagerEvent } from '../event.ts'
import { lower } from '../hex.ts'
import { checker } from '../mismatch.ts'
import type { BurnedSubscriptionRow, SubscriptionRow } from './types.ts'

/** The contract counts pauses in 16 bits, and from 0 again after that. */
const PAUSES = 2 ** 16

/** No period is charged until it is resumed. */
export function subscriptionPaused(
  chainId: number,
  event: ManagerEvent<'SubscriptionPaused'>,
  row: SubscriptionRow | null,
): SubscriptionRow {
  const { id, count } = event.args
  const check = checker(chainId, 'SubscriptionPaused', event)
  const before = check.present(`subscription ${id}`, row)
  check.equal('count', count, (before.pauses + 1) % PAUSES)
  return { ...before, status: 'paused', pauses: count }
}

/** It goes on with the next period to begin, if one is left. */
export function subscriptionResumed(
  chainId: number,
  event: ManagerEvent<'SubscriptionResumed'>,
  row: SubscriptionRow | null,
): SubscriptionRow {
  const { id, count } = event.args
  const check = checker(chainId, 'SubscriptionResumed', event)
  const before = check.present(`subscription ${id}`, row)
  check.equal('count', count, before.pauses)
  return withNextPeriod(before, BigInt(event.args.nextPeriod))
}

/** It ends now, or with what is paid. */
export function subscriptionCanceled(
  chainId: number,
  event: ManagerEvent<'SubscriptionCanceled'>,
  row: SubscriptionRow | null,
): SubscriptionRow {
  const { id, by, atPeriodEnd } = event.args
  const { timestamp: now } = event.block
  const check = checker(chainId, 'SubscriptionCanceled', event)
  const before = check.present(`subscription ${id}`, row)
  const endsAt = BigInt(event.args.endsAt)
  check.equal('endsAt', endsAt, atPeriodEnd && before.paidUntil > now ? before.paidUntil : now)
  return { ...before, status: atPeriodEnd ? 'ending' : 'canceled', endsAt, canceledBy: lower(by) }
}

/** Its last period is charged, by the event before. */
export function subscriptionEnded(
  chainId: number,
  event: ManagerEvent<'SubscriptionEnded'>,
  row: SubscriptionRow | null,
): SubscriptionRow {
  const { id, endsAt } = event.args
  const check = checker(chainId, 'SubscriptionEnded', event)
  const before = check.present(`subscription ${id}`, row)
  check.equal('endsAt', BigInt(endsAt), before.paidUntil)
  check.equal('status', before.status, 'ended')
  return before
}

/** The subscriber made an id unusable that never began. */
export function subscriptionBurned(
  chainId: number,
  event: ManagerEvent<'SubscriptionBurned'>,
  subscription: SubscriptionRow | null,
): BurnedSubscriptionRow {
  const { id, subscriber } = event.args
  checker(chainId, 'SubscriptionBurned', event).absent(`subscription ${id}`, subscription)
  return {
    ...inclusion(chainId, event),
    id: lower(id),
    subscriber: lower(subscriber),
    contract: lower(event.log.address),
  }
}

/** An active subscription that goes on with a period; it has ended where none is left to be charged. */
export function withNextPeriod(before: SubscriptionRow, nextPeriod: bigint): SubscriptionRow {
  const isOver = nextPeriod >= before.maxPeriods
  return {
    ...before,
    nextPeriod,
    status: isOver ? 'ended' : 'active',
    endsAt: isOver ? before.paidUntil : null,
  }
}
