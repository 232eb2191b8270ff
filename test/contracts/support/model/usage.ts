import { startOfPeriod } from './calendar.ts'
import { isKnownCharged } from './due.ts'
import { refusalsToEnd } from './end.ts'
import { collect, feeOf, fundsOf, settle, sourceOf } from './money.ts'
import {
  type Act,
  type Agreement,
  intakeRefusals,
  type Refusals,
  refusals,
  refusalsOfAct,
  type World,
} from './world.ts'

export type UsageReport = { period: number; cumulative: bigint }

/**
 * By merchant or operator: charges what the cumulative amount exceeds that period's usage charged so far by. Not while
 * paused.
 */
export function chargeUsage(world: World, agreement: Agreement, report: UsageReport, act: Act): Refusals {
  const { id, plan, subscription } = agreement
  const { period, cumulative } = report
  const record = world.subscriptions.get(id)
  const amount = cumulative - (record?.usage.get(period) ?? 0n)
  const source = sourceOf(fundsOf(world, agreement), amount, agreement)
  const refused = [
    ...refusalsOfAct(act),
    ...refusalsOfReport(world, agreement, report),
    ...refusalsToEnd(record),
    ...intakeRefusals(world, plan.token),
    ...refusals({
      WrongStatus: record?.status === 'paused',
      NotMerchantOrOperator: ![plan.merchant, plan.operator].includes(act.actor),
      CannotPay: amount > 0n && source === undefined,
    }),
  ]
  if (record === undefined || source === undefined || refused.length > 0) return refused
  record.usage.set(period, cumulative)
  const fee = feeOf(amount, plan)
  const { merchant, token, feeRecipient } = plan
  const told = { id, subscriber: subscription.subscriber, merchant, token, period, cumulative }
  const money = collect(world, source, amount, agreement)
  world.facts.push({ name: 'UsageCharged', args: { ...told, ...money, fee, feeRecipient } })
  settle(world, plan, amount, fee, id)
  return []
}

/** For a charged period, until its grace is over. */
function refusalsOfReport(world: World, agreement: Agreement, report: UsageReport): Refusals {
  const { id, plan, subscription } = agreement
  const { period, cumulative } = report
  const record = world.subscriptions.get(id)
  const charged = record !== undefined && isKnownCharged(record, period)
  return refusals({
    PeriodNotCharged: !charged,
    TooLate: charged && world.now >= startOfPeriod(record.anchor, period + 1, plan) + plan.grace,
    ExceedsUsageCap: cumulative > subscription.usageCapPerPeriod,
    UsageAlreadyCharged: cumulative <= (record?.usage.get(period) ?? 0n),
  })
}
