import type { ManagerEvent } from '../event.ts'
import { checker } from '../mismatch.ts'
import { balanceEntries } from './balanceEntries.ts'
import { checkedCharge } from './charge.ts'
import { withNextPeriod } from './subscriptionLife.ts'
import type { SubscriptionChargeRows, SubscriptionRow } from './types.ts'

/** A period was charged: from the subscriber to the merchant, and the fee to its recipient. */
export function subscriptionCharged(
  chainId: number,
  event: ManagerEvent<'SubscriptionCharged'>,
  row: SubscriptionRow | null,
): SubscriptionChargeRows {
  const check = checker(chainId, 'SubscriptionCharged', event)
  const before = check.present(`subscription ${event.args.id}`, row)
  const charge = checkedCharge(chainId, { name: 'SubscriptionCharged', event }, before)
  const { periodStart, periodEnd } = event.args
  check.atMost('amount', charge.amount, before.capPerPeriod)
  check.atMost('the first period that may be charged', before.nextPeriod, charge.period)
  check.atMost('period', charge.period, before.maxPeriods - 1n)

  const paidUntil = BigInt(periodEnd)
  const paid = {
    ...before,
    lastPeriod: charge.period,
    chargedAt: event.block.timestamp,
    paidUntil,
  }
  return {
    subscription: withNextPeriod(paid, charge.period + 1n),
    subscriptionCharge: { ...charge, periodStart: BigInt(periodStart), periodEnd: paidUntil },
    entries: balanceEntries(charge, { ...charge, kind: 'subscription_charged' }),
  }
}
