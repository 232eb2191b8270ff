import type { Hex } from 'viem'
import { minedByManager, timeOf } from './events.ts'
import type { EscrowModel } from './model.ts'
import { type AbiPlan, digestOf, type SubscribedArgs } from './subscriptions.ts'

export type ModelPlan = {
  id: Hex
  plan: AbiPlan
  price: bigint
  nextPrice: bigint
  effectiveAt: bigint
  version: number
  archived: boolean
}

export type ModelSubscription = {
  id: Hex
  of: ModelPlan
  agreed: SubscribedArgs
  status: 'active' | 'paused' | 'ending' | 'canceled' | 'replaced'
  next: number
  pauses: number
  chargedAt: bigint | undefined
  /** When each charged period ends. */
  charged: Map<number, bigint>
  usage: Map<number, bigint>
}

export type Call = ReturnType<ReturnType<typeof planModel>['call']>

export const isLive = ({ status }: ModelSubscription) => status !== 'canceled' && status !== 'replaced'

/** The period that a time lies in. */
export const periodAt = ({ agreed, of }: ModelSubscription, now: bigint) =>
  Math.floor((Number(now) - agreed.anchor) / of.plan.period)

/** The end of the last charged period, or of the trial. */
export const paidUntil = ({ charged, agreed }: ModelSubscription) =>
  [...charged.values()].reduce((latest, end) => (end > latest ? end : latest), BigInt(agreed.anchor))

export const priceNow = ({ price, nextPrice, effectiveAt }: ModelPlan, now: bigint) =>
  now < effectiveAt ? price : nextPrice

/** Plans and the lives of subscriptions, as SubscriptionManager has them, but for what moves money. */
export function planModel({ hooks }: EscrowModel) {
  const { emit, place } = hooks
  const plans: ModelPlan[] = []
  const subscriptions: ModelSubscription[] = []

  /** All that a call says happens at one time. */
  function call() {
    const { block } = place()
    let logs = 0
    const at = () => ({ block, logIndex: logs++ })
    return { now: timeOf(block), at }
  }

  function createPlan(plan: AbiPlan, price: bigint) {
    const { now, at } = call()
    const id = digestOf(plan)
    plans.push({ id, plan, price, nextPrice: price, effectiveAt: now, version: 1, archived: false })
    emit(minedByManager('PlanCreated', { planId: id, merchant: plan.merchant, plan, price }, at()))
  }

  function setPrice(plan: ModelPlan, price: bigint, delay: bigint) {
    const { now, at } = call()
    plan.price = priceNow(plan, now)
    plan.nextPrice = price
    plan.effectiveAt = now + delay
    plan.version += 1
    const effectiveAt = Number(plan.effectiveAt)
    emit(minedByManager('PriceSet', { planId: plan.id, price, version: plan.version, effectiveAt }, at()))
  }

  function archive(plan: ModelPlan) {
    if (plan.archived) return
    plan.archived = true
    emit(minedByManager('PlanArchived', { planId: plan.id }, call().at()))
  }

  function pause(subscription: ModelSubscription) {
    if (subscription.status !== 'active') return
    subscription.status = 'paused'
    subscription.pauses += 1
    const { id, pauses: count } = subscription
    emit(minedByManager('SubscriptionPaused', { id, count }, call().at()))
  }

  function resume(subscription: ModelSubscription) {
    if (subscription.status !== 'paused') return
    const { now, at } = call()
    const { id, agreed, pauses: count, next } = subscription
    const toBegin = Math.min(periodAt(subscription, now) + 1, agreed.maxPeriods)
    subscription.next = now < agreed.anchor ? next : Math.max(next, toBegin)
    subscription.status = 'active'
    emit(minedByManager('SubscriptionResumed', { id, count, nextPeriod: subscription.next }, at()))
  }

  function cancel(subscription: ModelSubscription, atPeriodEnd: boolean) {
    if (!isLive(subscription)) return
    const { id, agreed, status } = subscription
    const during = call()
    if (!atPeriodEnd) return end(subscription, during, agreed.subscriber)
    if (status === 'ending') return
    subscription.status = 'ending'
    const paid = paidUntil(subscription)
    const endsAt = Number(paid < during.now ? during.now : paid)
    const said = { id, by: agreed.subscriber, atPeriodEnd, endsAt }
    emit(minedByManager('SubscriptionCanceled', said, during.at()))
  }

  function end(subscription: ModelSubscription, { now, at }: Call, by: Hex) {
    subscription.status = 'canceled'
    const said = { id: subscription.id, by, atPeriodEnd: false, endsAt: Number(now) }
    emit(minedByManager('SubscriptionCanceled', said, at()))
  }

  return { plans, subscriptions, createPlan, setPrice, archive, pause, resume, cancel, end, call }
}
