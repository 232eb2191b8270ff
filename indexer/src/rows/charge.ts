import { chargeSourceName } from '../enums.ts'
import { identity, inclusion, type ManagerEvent } from '../event.ts'
import { lower } from '../hex.ts'
import { checker } from '../mismatch.ts'
import type { SubscriptionChargeRow, SubscriptionRow } from './types.ts'

/** An event that says that a subscriber was charged. */
export type Charge =
  | { name: 'SubscriptionCharged'; event: ManagerEvent<'SubscriptionCharged'> }
  | { name: 'UsageCharged'; event: ManagerEvent<'UsageCharged'> }

/** What rows of charges have in common. */
type ChargeColumns = Omit<SubscriptionChargeRow, 'periodStart' | 'periodEnd'>

/** What both kinds of charges say of money, once it fits the subscription. */
export function checkedCharge(
  chainId: number,
  { name, event }: Charge,
  subscription: SubscriptionRow,
): ChargeColumns {
  const { args } = event
  const check = checker(chainId, name, event)
  check.address('subscriber', args.subscriber, subscription.subscriber)
  check.address('merchant', args.merchant, subscription.merchant)
  check.address('token', args.token, subscription.token)
  check.atMost('fee', args.fee, args.amount)
  const source = chargeSourceName(args.source)
  check.equal('whether money moved', `${source !== 'nothing'}`, `${args.amount !== 0n}`)
  const isPrepaid = source === 'prepaid'
  if (!isPrepaid) {
    check.equal('prepaidAfter', args.prepaidAfter, 0n)
    check.equal('seq', args.seq, 0n)
  }
  return {
    ...inclusion(chainId, event),
    identity: identity(chainId, event),
    contract: lower(event.log.address),
    subscriptionId: subscription.id,
    planId: subscription.planId,
    merchant: subscription.merchant,
    subscriber: subscription.subscriber,
    token: subscription.token,
    period: BigInt(args.period),
    amount: args.amount,
    fee: args.fee,
    feeRecipient: lower(args.feeRecipient),
    source,
    prepaidAfter: isPrepaid ? args.prepaidAfter : null,
    seq: isPrepaid ? args.seq : null,
  }
}
