import { hexToBigInt } from 'viem'
import { fundingName } from '../enums.ts'
import { inclusion, type ManagerEvent } from '../event.ts'
import { lower } from '../hex.ts'
import { checker } from '../mismatch.ts'
import type { PlanRow, SubscriptionRow } from './types.ts'

type Before = { plan: PlanRow | null; subscription: SubscriptionRow | null }

/** A subscription begins. Its first charge, where there is one, is an event of its own that follows. */
export function subscribed(
  chainId: number,
  event: ManagerEvent<'Subscribed'>,
  before: Before,
): SubscriptionRow {
  const { id, planId, ...args } = event.args
  const check = checker(chainId, 'Subscribed', event)
  check.absent(`subscription ${id}`, before.subscription)
  const plan = check.present(`plan ${planId}`, before.plan)
  const anchor = BigInt(args.anchor)
  check.equal('anchor', anchor, event.block.timestamp + (args.firstAmount === 0n ? plan.trial : 0n))
  return {
    ...inclusion(chainId, event),
    id: lower(id),
    manager: lower(event.log.address),
    planId: lower(planId),
    merchant: plan.merchant,
    token: plan.token,
    subscriber: lower(args.subscriber),
    quantity: BigInt(args.quantity),
    firstAmount: args.firstAmount,
    capPerPeriod: args.capPerPeriod,
    usageCapPerPeriod: args.usageCapPerPeriod,
    maxPeriods: BigInt(args.maxPeriods),
    startBy: BigInt(args.startBy),
    catchUp: BigInt(args.catchUp),
    funding: fundingName(args.funding),
    replaces: hexToBigInt(args.replaces) === 0n ? null : lower(args.replaces),
    replacedBy: null,
    salt: args.salt,
    status: 'active',
    anchor,
    nextPeriod: 0n,
    lastPeriod: null,
    chargedAt: null,
    paidUntil: anchor,
    endsAt: null,
    canceledBy: null,
    pauses: 0,
  }
}

/** The subscription that ended in the same call because another one of its subscriber begins. */
export function replaced(
  chainId: number,
  event: ManagerEvent<'Subscribed'>,
  row: SubscriptionRow | null,
): SubscriptionRow {
  const { id, replaces, subscriber } = event.args
  const check = checker(chainId, 'Subscribed', event)
  const before = check.present(`subscription ${replaces}`, row)
  check.address('subscriber', subscriber, before.subscriber)
  check.equal(`status of ${replaces}`, before.status, 'canceled')
  return { ...before, status: 'replaced', replacedBy: lower(id) }
}
