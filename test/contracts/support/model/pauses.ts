import { periodAt } from './calendar.ts'
import { nextPeriod } from './due.ts'
import {
  type Act,
  type Agreement,
  type Refusals,
  refusals,
  refusalsOfAct,
  type SubscriptionRecord,
  type World,
} from './world.ts'

export function pause(world: World, agreement: Agreement, act: Act): Refusals {
  const record = world.subscriptions.get(agreement.id)
  const refused = refusalsFor('active', agreement, act, record)
  if (record === undefined || refused.length > 0) return refused
  record.status = 'paused'
  record.pauses += 1
  world.facts.push({ name: 'SubscriptionPaused', args: { id: agreement.id, count: record.pauses } })
  return []
}

/** Goes on with the next period to begin: what has begun is never charged, except that a trial is no period. */
export function resume(world: World, agreement: Agreement, act: Act): Refusals {
  const { id, plan, subscription } = agreement
  const record = world.subscriptions.get(id)
  const refused = refusalsFor('paused', agreement, act, record)
  if (record === undefined || refused.length > 0) return refused
  record.status = 'active'
  const toBegin = world.now < record.anchor ? 0 : periodAt(record.anchor, world.now, plan) + 1
  record.resumedFrom = Math.max(record.resumedFrom, Math.min(toBegin, subscription.maxPeriods))
  const args = { id, count: record.pauses, nextPeriod: nextPeriod(record) }
  world.facts.push({ name: 'SubscriptionResumed', args })
  return []
}

function refusalsFor(
  status: 'active' | 'paused',
  { plan }: Agreement,
  act: Act,
  record: SubscriptionRecord | undefined,
): Refusals {
  return [
    ...refusalsOfAct(act),
    ...refusals({
      NotMerchant: act.actor !== plan.merchant,
      UnknownSubscription: record === undefined,
      WrongStatus: record !== undefined && record.status !== status,
    }),
  ]
}
