import { type Funding, type Subscription, subscriptionId } from '@florin/sdk/subscriptions/subscription.ts'
import fc from 'fast-check'
import { type Hex, zeroHash } from 'viem'
import { priceOf } from '../model/plans.ts'
import type { Agreement, OfferedPlan } from '../model/world.ts'
import { accounts } from '../sandbox.ts'
import { managerDomain } from '../subscriptions.ts'
import type { Life } from './life.ts'
import { subscribers } from './parties.ts'
import { at, index, mostly } from './step.ts'

/** What somebody means to agree to, before it is known which plans there will be and what they cost. */
export type Wish = Pick<
  Subscription,
  'quantity' | 'usageCapPerPeriod' | 'maxPeriods' | 'catchUp' | 'funding'
> & {
  plan: number
  subscriber: number
  /** Undefined for the plan's own first amount. */
  firstAmount: bigint | undefined
  /** By how much the cap exceeds what a period costs now. */
  spare: bigint
  /** How long it may still begin. */
  startIn: bigint
}

const hour = 3_600n
/** Now and then the merchant tries to subscribe to its own plan. */
const whoever = [...Array.from({ length: 6 }, () => subscribers).flat(), accounts.merchant]

/** Mostly one that can begin; the odd ones are too late, of no units or periods, or capped too low. */
export const wish: fc.Arbitrary<Wish> = fc.record({
  plan: index,
  subscriber: index,
  quantity: mostly(fc.constantFrom(1, 1, 1, 2, 3), fc.constant(0)),
  firstAmount: fc.oneof(
    { weight: 5, arbitrary: fc.constant(undefined) },
    { weight: 1, arbitrary: fc.constantFrom(0n, 1n, 5_000_000n) },
  ),
  spare: mostly(fc.constantFrom(0n, 1n, 10_000_000n, 50_000_000n), fc.constant(-1n)),
  usageCapPerPeriod: mostly(fc.constantFrom(1_000_000n, 5_000_000n), fc.constant(0n)),
  maxPeriods: mostly(fc.constantFrom(1, 2, 3, 12, 1_000, 1_000, 1_000), fc.constant(0)),
  startIn: mostly(fc.constantFrom(1n, hour), fc.constant(0n)),
  catchUp: fc.constantFrom(0, 0, 1, 2, 5),
  funding: fc.constantFrom<Funding>('prepaidFirst', 'prepaidFirst', 'allowanceOnly'),
})

/** Puts a wish into words, which are remembered whether anything comes of them or not. */
export function agree(life: Life, wish: Wish, offered: OfferedPlan, replaces: Hex = zeroHash): Agreement {
  const { world } = life
  const { plan, planId } = offered
  const { quantity, usageCapPerPeriod, maxPeriods, catchUp, funding } = wish
  const perPeriod = priceOf(world, planId) * BigInt(quantity)
  const firstAmount = wish.firstAmount ?? (plan.trial > 0n ? 0n : perPeriod)
  const cap = perPeriod + wish.spare
  const subscription: Subscription = {
    subscriber: (at(whoever, wish.subscriber) ?? subscribers[0]).address,
    quantity,
    firstAmount,
    capPerPeriod: cap < 0n ? 0n : cap,
    usageCapPerPeriod,
    maxPeriods,
    startBy: world.now + wish.startIn,
    catchUp,
    funding,
    replaces,
    salt: BigInt(life.agreements.length),
  }
  const id = subscriptionId(managerDomain(life.box), plan, subscription)
  const agreement = { ...offered, subscription, id }
  life.agreements.push(agreement)
  return agreement
}
