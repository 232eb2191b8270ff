import { zeroHash } from 'viem'
import { startOfPeriod } from './calendar.ts'
import { amountDue, periodDue } from './due.ts'
import { collect, feeOf, fundsOf, settle, sourceOf } from './money.ts'
import {
  type Agreement,
  intakeRefusals,
  type OfferedPlan,
  type Refusals,
  refusals,
  type World,
} from './world.ts'

/** Charges each agreement to the plan that is due, once; merchant and fee recipient are credited once. By anyone. */
export function chargeBatch(
  world: World,
  { planId, plan }: OfferedPlan,
  batch: readonly Agreement[],
): Refusals {
  const refused = [
    ...refusals({ UnknownPlan: !world.plans.has(planId) }),
    ...intakeRefusals(world, plan.token),
  ]
  if (refused.length > 0) return refused
  const charges = inOrder(batch).map((agreement) => renew(world, agreement))
  const sum = (amounts: bigint[]) => amounts.reduce((total, amount) => total + amount, 0n)
  const [total, fees] = [sum(charges.map(({ amount }) => amount)), sum(charges.map(({ fee }) => fee))]
  settle(world, plan, total, fees, zeroHash)
  return []
}

/** Each once; those that never ask a prepaid balance come first. */
function inOrder(batch: readonly Agreement[]): Agreement[] {
  const once = [...new Map(batch.map((agreement) => [agreement.id, agreement])).values()]
  const of = (funding: string) => once.filter(({ subscription }) => subscription.funding === funding)
  return [...of('allowanceOnly'), ...of('prepaidFirst')]
}

function renew(world: World, agreement: Agreement): { amount: bigint; fee: bigint } {
  const { id, plan, subscription } = agreement
  const record = world.subscriptions.get(id)
  const period = record && periodDue(world, agreement, record)
  if (record === undefined || period === undefined) return { amount: 0n, fee: 0n }
  const amount = amountDue(world, agreement)
  if (amount > subscription.capPerPeriod) return failed(world, agreement, period, 'ExceedsCap')
  const source = sourceOf(fundsOf(world, agreement), amount, agreement)
  if (source === undefined) return failed(world, agreement, period, 'CannotPay')
  record.charged.add(period)
  record.lastChargeAt = world.now
  const fee = feeOf(amount, plan)
  const { merchant, token, feeRecipient } = plan
  const periodStart = startOfPeriod(record.anchor, period, plan)
  const periodEnd = startOfPeriod(record.anchor, period + 1, plan)
  const told = { id, subscriber: subscription.subscriber, merchant, token, period, periodStart, periodEnd }
  const money = collect(world, source, amount, agreement)
  world.facts.push({ name: 'SubscriptionCharged', args: { ...told, ...money, fee, feeRecipient } })
  if (period + 1 === subscription.maxPeriods)
    world.facts.push({ name: 'SubscriptionEnded', args: { id, endsAt: periodEnd } })
  return { amount, fee }
}

function failed(world: World, { id }: Agreement, period: number, reason: string) {
  world.facts.push({ name: 'SubscriptionChargeFailed', args: { id, period, reason } })
  return { amount: 0n, fee: 0n }
}
