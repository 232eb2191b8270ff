import type { ManagerEvent } from '../event.ts'
import { checker } from '../mismatch.ts'
import { balanceEntries } from './balanceEntries.ts'
import { checkedCharge } from './charge.ts'
import type { PeriodUsageRow, SubscriptionRow, UsageChargeRows } from './types.ts'

type Before = { subscription: SubscriptionRow | null; periodUsage: PeriodUsageRow | null }

/** What a period's usage has grown by was charged. */
export function usageCharged(
  chainId: number,
  event: ManagerEvent<'UsageCharged'>,
  rows: Before,
): UsageChargeRows {
  const { id, cumulative } = event.args
  const check = checker(chainId, 'UsageCharged', event)
  const subscription = check.present(`subscription ${id}`, rows.subscription)
  const charge = checkedCharge(chainId, { name: 'UsageCharged', event }, subscription)
  const { subscriptionId, period, amount } = charge
  check.equal('cumulative', cumulative, (rows.periodUsage?.cumulative ?? 0n) + amount)
  check.atMost('cumulative', cumulative, subscription.usageCapPerPeriod)
  return {
    periodUsage: { chainId, subscriptionId, period, cumulative, blockNumber: event.block.number },
    usageCharge: { ...charge, cumulative },
    entries: balanceEntries(charge, { ...charge, kind: 'usage_charged' }),
  }
}
