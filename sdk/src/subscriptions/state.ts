/**
 * The life of a subscription id: none, then active; paused and back; ending, when it is canceled for the end of what is paid;
 * ended, when it is canceled at once or replaced, for ever; or burned before it was ever used, for ever.
 */
export type SubscriptionStatus = 'none' | 'active' | 'paused' | 'ending' | 'ended' | 'burned'

/** What changes of a plan. Prices are base units per unit and period. */
export type PlanState = {
  /** Until `effectiveAt`. */
  price: bigint
  /** From `effectiveAt` on. */
  nextPrice: bigint
  /** Unix seconds. */
  effectiveAt: bigint
  /** Number of prices so far; 0 where the plan does not exist. */
  version: number
  /** Takes no new subscriptions. */
  archived: boolean
}

/** What changes of a subscription. */
export type SubscriptionState = {
  status: SubscriptionStatus
  /** Unix seconds; period n begins n periods after it. */
  anchor: bigint
  /** No period before it is ever charged. */
  nextPeriod: number
  /** How often it was paused. */
  pauses: number
  /** Unix seconds; when the last base charge was made. Two are never made in one second. */
  chargedAt: bigint
  /** Which of the 120 periods before `nextPeriod` were charged: the lowest bit is the last of them. */
  charged: bigint
}

/** The Solidity enums `SubscriptionStatus` and `ChargeSource` in their order. `nothing`: a charge of zero. */
export const subscriptionStatuses = [
  'none',
  'active',
  'paused',
  'ending',
  'ended',
  'burned',
] as const satisfies readonly SubscriptionStatus[]
export const chargeSources = ['nothing', 'prepaid', 'allowance'] as const
export type ChargeSource = (typeof chargeSources)[number]

/** What `SubscriptionManager.planOf` answers. */
export function planState(answer: Omit<PlanState, 'effectiveAt'> & { effectiveAt: number }): PlanState {
  return { ...answer, effectiveAt: BigInt(answer.effectiveAt) }
}

/** What `SubscriptionManager.subscriptionOf` answers. Throws where the status is none of this release. */
export function subscriptionState(
  answer: Omit<SubscriptionState, 'status' | 'anchor' | 'chargedAt'> & {
    status: number
    anchor: number
    chargedAt: number
  },
): SubscriptionState {
  const status = subscriptionStatuses[answer.status]
  if (status === undefined) throw new Error(`status: expected 0 to 5, found ${answer.status}`)
  return { ...answer, status, anchor: BigInt(answer.anchor), chargedAt: BigInt(answer.chargedAt) }
}

/** What a unit costs per period at `now`, in Unix seconds. */
export function priceAt({ price, nextPrice, effectiveAt }: PlanState, now: bigint): bigint {
  return now < effectiveAt ? price : nextPrice
}
