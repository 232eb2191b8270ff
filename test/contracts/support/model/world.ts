import type { Plan } from '@florin/sdk/subscriptions/plan.ts'
import type { SubscriptionStatus } from '@florin/sdk/subscriptions/state.ts'
import type { Subscription } from '@florin/sdk/subscriptions/subscription.ts'
import type { Address, Hex } from 'viem'
import type { Fact } from './facts.ts'

// What there is to know about plans, subscriptions and money, as the design and the interfaces tell it: with sets of periods
// and lists of prices where the contracts have bits, so that both go wrong in different ways. Amounts are base units, times
// are Unix seconds.

export type OfferedPlan = { planId: Hex; plan: Plan }

/** What a subscriber agrees to. */
export type Agreement = OfferedPlan & { id: Hex; subscription: Subscription }

export type PlanRecord = {
  /** In the order in which they take effect; only the last one may be still to come. */
  prices: { price: bigint; from: bigint }[]
  version: number
  archived: boolean
}

export type SubscriptionRecord = {
  status: SubscriptionStatus
  anchor: bigint
  /** Every period that was ever charged. */
  charged: Set<number>
  /** No period before it may be charged, because it began before the subscription was resumed. */
  resumedFrom: number
  pauses: number
  lastChargeAt: bigint
  usage: Map<number, bigint>
}

/** What an account has outside the escrow, and what of it the manager may take. */
export type Wallet = { held: bigint; allowed: bigint }

/** What an account has inside, and how often that changed. */
export type Balance = { available: bigint; prepaid: bigint; seq: bigint }

export type World = {
  /** The time of the block that is being made. */
  now: bigint
  /** Accounts that are never a party: the contracts themselves. */
  insiders: Address[]
  paused: boolean
  listed: Set<Address>
  plans: Map<Hex, PlanRecord>
  subscriptions: Map<Hex, SubscriptionRecord>
  wallets: Map<string, Wallet>
  balances: Map<string, Balance>
  /** What was told in the transaction under way. */
  facts: Fact[]
}

export function emptyWorld(parts: Pick<World, 'now' | 'insiders' | 'listed'>): World {
  return {
    ...parts,
    paused: false,
    plans: new Map(),
    subscriptions: new Map(),
    wallets: new Map(),
    balances: new Map(),
    facts: [],
  }
}

/** Who acts, whether by a signature instead of a call, and what is wrong with that, if anything is. */
export type Act = { actor: Address; isSigned: boolean; flaw?: 'forged' | 'late' | undefined }

/** The names of errors, any of which refuses what was asked for. None: it is done. */
export type Refusals = string[]

export function refusalsOfAct({ flaw }: Act): Refusals {
  if (flaw === 'forged') return ['InvalidSignature']
  return flaw === 'late' ? ['TooLate'] : []
}

/** Gives the names of those that hold. */
export function refusals(reasons: { [name: string]: boolean }): Refusals {
  return Object.keys(reasons).filter((name) => reasons[name])
}

/** Why no money of the token may come in, if so. */
export function intakeRefusals({ paused, listed }: World, token: Address): Refusals {
  return refusals({ TokenNotListed: !listed.has(token), IntakeIsPaused: paused && listed.has(token) })
}
