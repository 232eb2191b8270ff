import type { Hex } from 'viem'
import { encodeFunctionData } from 'viem'
import { subscriptionManagerAbi as abi } from '../abi/subscriptionManager.ts'
import type { Plan } from './plan.ts'
import { abiPlan } from './plan.ts'
import type { SubscriptionPull } from './pull.ts'
import { encodeSubscriptionPull } from './pull.ts'
import type { Subscription } from './subscription.ts'
import { abiSubscription } from './subscription.ts'

// The calldata of every verb of SubscriptionManager. `auth` is `senderAuth` or `encodeAuth` of the escrow's calldata.ts, with
// a nonce of the manager's; so is `encodeCancelNonce`, which is the same call to both contracts. `offer` is `noOffer` or
// `encodeOffer`. Amounts are base units, times are Unix seconds. Each throws viem's encoding errors where a value does not
// fit its ABI type.

/** The merchant's. `price` is of one unit and period. */
export function encodeCreatePlan(plan: Plan, price: bigint, auth: Hex): Hex {
  return encodeFunctionData({ abi, functionName: 'createPlan', args: [abiPlan(plan), price, auth] })
}

/** The merchant's. `version` is one more than the plan's. */
export function encodeSetPrice(
  plan: Plan,
  price: bigint,
  version: number,
  effectiveAt: bigint,
  auth: Hex,
): Hex {
  const args = [abiPlan(plan), price, version, Number(effectiveAt), auth] as const
  return encodeFunctionData({ abi, functionName: 'setPrice', args })
}

/** The merchant's. */
export function encodeArchivePlan(plan: Plan, auth: Hex): Hex {
  return encodeFunctionData({ abi, functionName: 'archivePlan', args: [abiPlan(plan), auth] })
}

/** Anyone's, with the subscriber's consent. */
export function encodeSubscribe(
  plan: Plan,
  subscription: Subscription,
  pull: SubscriptionPull,
  offer: Hex,
): Hex {
  const args = [abiPlan(plan), abiSubscription(subscription), encodeSubscriptionPull(pull, offer)] as const
  return encodeFunctionData({ abi, functionName: 'subscribe', args })
}

/** Anyone's, with the subscriber's consent to `next`, whose `replaces` is the id of `old`. */
export function encodeReplace(
  old: { plan: Plan; subscription: Subscription },
  next: { plan: Plan; subscription: Subscription },
  pull: SubscriptionPull,
  offer: Hex,
): Hex {
  const args = [
    abiPlan(old.plan),
    abiSubscription(old.subscription),
    abiPlan(next.plan),
    abiSubscription(next.subscription),
    encodeSubscriptionPull(pull, offer),
  ] as const
  return encodeFunctionData({ abi, functionName: 'replace', args })
}

/** The subscriber's. */
export function encodeBurnSubscription(plan: Plan, subscription: Subscription, auth: Hex): Hex {
  const args = [abiPlan(plan), abiSubscription(subscription), auth] as const
  return encodeFunctionData({ abi, functionName: 'burn', args })
}

/** Anyone's: charges what of these is due. */
export function encodeChargeBatch(plan: Plan, subscriptions: readonly Subscription[]): Hex {
  const args = [abiPlan(plan), subscriptions.map(abiSubscription)] as const
  return encodeFunctionData({ abi, functionName: 'chargeBatch', args })
}

/** The merchant's or operator's. `cumulative` is all usage of the period so far. */
export function encodeChargeUsage(
  plan: Plan,
  subscription: Subscription,
  period: number,
  cumulative: bigint,
  auth: Hex,
): Hex {
  const args = [abiPlan(plan), abiSubscription(subscription), period, cumulative, auth] as const
  return encodeFunctionData({ abi, functionName: 'chargeUsage', args })
}

/** The merchant's. */
export function encodePause(plan: Plan, subscription: Subscription, auth: Hex): Hex {
  const args = [abiPlan(plan), abiSubscription(subscription), auth] as const
  return encodeFunctionData({ abi, functionName: 'pause', args })
}

/** The merchant's. */
export function encodeResume(plan: Plan, subscription: Subscription, auth: Hex): Hex {
  const args = [abiPlan(plan), abiSubscription(subscription), auth] as const
  return encodeFunctionData({ abi, functionName: 'resume', args })
}

/** The subscriber's or merchant's. `atPeriodEnd` lets what is paid go on to its end; else it ends at once. */
export function encodeCancel(plan: Plan, subscription: Subscription, atPeriodEnd: boolean, auth: Hex): Hex {
  const args = [abiPlan(plan), abiSubscription(subscription), atPeriodEnd, auth] as const
  return encodeFunctionData({ abi, functionName: 'cancel', args })
}
