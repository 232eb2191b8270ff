import type { Address, Hex } from 'viem'
import { paidUntil } from './due.ts'
import {
  type Act,
  type Agreement,
  type Refusals,
  refusals,
  refusalsOfAct,
  type SubscriptionRecord,
  type World,
} from './world.ts'

/** By subscriber or merchant: at once, or with what is paid. */
export function cancel(world: World, agreement: Agreement, atPeriodEnd: boolean, act: Act): Refusals {
  const { id, plan, subscription } = agreement
  const record = world.subscriptions.get(id)
  const { actor } = act
  const refused = [
    ...refusalsOfAct(act),
    ...refusals({
      NotSubscriberOrMerchant: actor !== subscription.subscriber && actor !== plan.merchant,
      WrongStatus: atPeriodEnd && record?.status === 'ending',
    }),
    ...refusalsToEnd(record),
  ]
  if (record === undefined || refused.length > 0) return refused
  if (!atPeriodEnd) {
    endAtOnce(world, id, record, actor)
    return []
  }
  record.status = 'ending'
  const end = paidUntil(agreement, record)
  const endsAt = end > world.now ? end : world.now
  world.facts.push({ name: 'SubscriptionCanceled', args: { id, by: actor, atPeriodEnd, endsAt } })
  return []
}

/** Makes an id that was never used unusable for ever. */
export function burn(world: World, { id, subscription }: Agreement, act: Act): Refusals {
  const refused = [
    ...refusalsOfAct(act),
    ...refusals({
      NotSubscriber: act.actor !== subscription.subscriber,
      SubscriptionExists: world.subscriptions.has(id),
    }),
  ]
  if (refused.length > 0) return refused
  const never = { anchor: 0n, charged: new Set<number>(), resumedFrom: 0, pauses: 0, lastChargeAt: 0n }
  world.subscriptions.set(id, { status: 'burned', ...never, usage: new Map() })
  world.facts.push({ name: 'SubscriptionBurned', args: { id, subscriber: act.actor } })
  return []
}

/** Why a subscription is not one that can end: it never began, or has ended. */
export function refusalsToEnd(record: SubscriptionRecord | undefined): Refusals {
  return refusals({
    UnknownSubscription: record === undefined,
    WrongStatus: record?.status === 'ended' || record?.status === 'burned',
  })
}

export function endAtOnce(world: World, id: Hex, record: SubscriptionRecord, by: Address): void {
  record.status = 'ended'
  const args = { id, by, atPeriodEnd: false, endsAt: world.now }
  world.facts.push({ name: 'SubscriptionCanceled', args })
}
