import { type Hex, zeroHash } from 'viem'
import { minedByManager } from './events.ts'
import type { EscrowModel } from './model.ts'
import { type Call, isLive, type ModelPlan, type ModelSubscription, periodAt, priceNow } from './planModel.ts'
import { ALLOWANCE, NOTHING, PREPAID, PREPAID_FIRST, type SubscribedArgs } from './subscriptions.ts'

const BASIS = 10_000n

type Collected = { source: number; prepaidAfter: bigint; seq: bigint }
type Due = { subscription: ModelSubscription; period: number; amount: bigint; canPull: boolean }

/** What SubscriptionManager charges and how it settles with the escrow, and which events both send in which order. */
export function chargeModel({ hooks }: EscrowModel) {
  const { balanceOf, move, emit } = hooks

  const feeOf = ({ plan }: ModelPlan, amount: bigint) => (amount * BigInt(plan.feeBps) + BASIS - 1n) / BASIS

  /** Undefined where nothing suffices. */
  function collect(
    { plan }: ModelPlan,
    { subscriber, funding }: SubscribedArgs,
    amount: bigint,
    canPull: boolean,
  ): Collected | undefined {
    const nothing = { prepaidAfter: 0n, seq: 0n }
    if (amount === 0n) return { source: NOTHING, ...nothing }
    const held = balanceOf(subscriber, plan.token)
    if (funding === PREPAID_FIRST && held.prepaid >= amount) {
      held.prepaid -= amount
      held.seq += 1n
      return { source: PREPAID, prepaidAfter: held.prepaid, seq: held.seq }
    }
    return canPull ? { source: ALLOWANCE, ...nothing } : undefined
  }

  /** Merchant and fee recipient are credited once, after all charges of the call. */
  function settle({ plan }: ModelPlan, cause: Hex, sum: bigint, fees: bigint) {
    move(plan.merchant, plan.token, sum - fees, cause)
    move(plan.feeRecipient, plan.token, fees, cause)
  }

  function charged({ subscription, period, amount }: Omit<Due, 'canPull'>, how: Collected, during: Call) {
    const { id, of, agreed } = subscription
    const { merchant, token, feeRecipient } = of.plan
    const periodStart = agreed.anchor + period * of.plan.period
    const periodEnd = periodStart + of.plan.period
    subscription.next = period + 1
    subscription.chargedAt = during.now
    subscription.charged.set(period, BigInt(periodEnd))
    const money = { amount, fee: feeOf(of, amount), feeRecipient, ...how }
    const said = { id, subscriber: agreed.subscriber, merchant, token, period, periodStart, periodEnd }
    emit(minedByManager('SubscriptionCharged', { ...said, ...money }, during.at()))
    if (period + 1 < agreed.maxPeriods) return
    emit(minedByManager('SubscriptionEnded', { id, endsAt: periodEnd }, during.at()))
  }

  function chargeFirst(subscription: ModelSubscription, canPull: boolean, during: Call) {
    const { id, of, agreed } = subscription
    const { firstAmount: amount } = agreed
    const how = collect(of, agreed, amount, canPull)
    if (!how) throw new Error('a first amount that cannot be collected reverts')
    charged({ subscription, period: 0, amount }, how, during)
    settle(of, id, amount, feeOf(of, amount))
  }

  function dueAt(subscription: ModelSubscription, now: bigint): number | undefined {
    const { status, agreed, next, chargedAt } = subscription
    if (status !== 'active' || now < agreed.anchor || now === chargedAt) return undefined
    const current = periodAt(subscription, now)
    const period = Math.max(next, current - agreed.catchUp, 0)
    return period <= current && period < agreed.maxPeriods ? period : undefined
  }

  /** Allowances first; what is to come from prepaid balances, after all of them. */
  function chargeBatch(of: ModelPlan, batch: readonly ModelSubscription[], mask: number, during: Call) {
    const price = priceNow(of, during.now)
    const due = [...new Set(batch)].flatMap((subscription, index): Due[] => {
      const period = dueAt(subscription, during.now)
      const amount = price * BigInt(subscription.agreed.quantity)
      if (period === undefined || amount > subscription.agreed.capPerPeriod) return []
      return [{ subscription, period, amount, canPull: ((mask >> index) & 1) === 0 }]
    })
    const waits = ({ subscription, amount }: Due) =>
      amount > 0n && subscription.agreed.funding === PREPAID_FIRST
    let [sum, fees] = [0n, 0n]
    for (const one of [...due.filter((each) => !waits(each)), ...due.filter(waits)]) {
      const how = collect(of, one.subscription.agreed, one.amount, one.canPull)
      if (!how) continue
      sum += one.amount
      fees += feeOf(of, one.amount)
      charged(one, how, during)
    }
    settle(of, zeroHash, sum, fees)
  }

  function chargeUsage({ subscription, period, amount, canPull }: Due, during: Call) {
    const { id, of, agreed, usage } = subscription
    const cumulative = (usage.get(period) ?? 0n) + amount
    const end = subscription.charged.get(period)
    const isOpen = end !== undefined && during.now < end + BigInt(of.plan.grace)
    if (!isLive(subscription) || !isOpen || cumulative > agreed.usageCapPerPeriod) return
    const how = collect(of, agreed, amount, canPull)
    if (!how) return
    usage.set(period, cumulative)
    const { merchant, token, feeRecipient } = of.plan
    const money = { cumulative, amount, fee: feeOf(of, amount), feeRecipient, ...how }
    const said = { id, subscriber: agreed.subscriber, merchant, token, period }
    emit(minedByManager('UsageCharged', { ...said, ...money }, during.at()))
    settle(of, id, amount, feeOf(of, amount))
  }

  return { chargeFirst, chargeBatch, chargeUsage }
}
