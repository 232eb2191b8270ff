import type { Address, Hex } from 'viem'
import { hashTypedData } from 'viem'
import type { ManagerDomain, Plan } from './plan.ts'
import { abiPlan, managerEip712Domain } from './plan.ts'
import { subscriptionTypes } from './types.ts'

/**
 * Where charges come from:
 * - `prepaidFirst`: the prepaid balance in the escrow where it covers the whole charge, else the allowance.
 * - `allowanceOnly`: the ERC-20 allowance of the manager; a prepaid balance is never touched.
 */
export type Funding = 'prepaidFirst' | 'allowanceOnly'

/** What a subscriber agrees to, for one plan. Amounts are base units below 2^96, times are Unix seconds. */
export type Subscription = {
  subscriber: Address
  /** At least 1: a period costs the plan's price times this. */
  quantity: number
  /**
   * Charged at once: the price times `quantity`, or 0 where the plan has a trial; another amount only with the agreement of
   * merchant or operator. Never more than `capPerPeriod`.
   */
  firstAmount: bigint
  /** Greatest base charge of a period. */
  capPerPeriod: bigint
  /** Greatest usage of a period; 0 for none. */
  usageCapPerPeriod: bigint
  /** Number of periods after which it is over, charged or not; at least 1. */
  maxPeriods: number
  /** It may begin strictly before. */
  startBy: bigint
  /** Number of missed periods that may still be charged; 0: what was missed is skipped. */
  catchUp: number
  funding: Funding
  /** Id of the subscription of the same subscriber that ends when this one begins; 32 zero bytes for none. */
  replaces: Hex
  /** Makes equal subscriptions distinct. */
  salt: bigint
}

/** The Solidity enum `Funding` in its order. */
export const fundings = ['prepaidFirst', 'allowanceOnly'] as const satisfies readonly Funding[]

/**
 * The subscriber's consent, which anyone may deliver: EIP-712 typed data whose digest is the subscription id. It has no deadline
 * of its own: the subscription's `startBy` holds. Delivered as `{ consent: 'signature', signature }`, or beside a permit.
 */
export function subscriptionTypedData(input: ManagerDomain & { plan: Plan; subscription: Subscription }) {
  return {
    domain: managerEip712Domain(input),
    types: subscriptionTypes,
    primaryType: 'Subscription',
    message: { plan: abiPlan(input.plan), ...abiSubscription(input.subscription) },
  } as const
}

/** The subscription id, as `SubscriptionManager.subscriptionId` computes it. */
export function subscriptionId(domain: ManagerDomain, plan: Plan, subscription: Subscription): Hex {
  return hashTypedData(subscriptionTypedData({ ...domain, plan, subscription }))
}

/** The subscription as the ABI wants it: enums by index, and integers of up to 48 bits as numbers. */
export function abiSubscription(subscription: Subscription) {
  return {
    ...subscription,
    startBy: Number(subscription.startBy),
    funding: fundings.indexOf(subscription.funding),
  }
}
