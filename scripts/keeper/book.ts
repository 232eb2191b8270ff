import type { subscriptionManagerAbi } from '@florin/sdk/abi/subscriptionManager.ts'
import { type Plan, periodUnits } from '@florin/sdk/subscriptions/plan.ts'
import type { SubscriptionState } from '@florin/sdk/subscriptions/state.ts'
import { fundings, type Subscription } from '@florin/sdk/subscriptions/subscription.ts'
import type { ContractEventName, GetContractEventsReturnType, Hex } from 'viem'

type Abi = typeof subscriptionManagerAbi
export type ManagerLog = GetContractEventsReturnType<Abi, ContractEventName<Abi>, true>[number]
type LogOf<name extends ManagerLog['eventName']> = Extract<ManagerLog, { eventName: name }>

/** Charges of it that failed on chain since the last one that did not. */
export type Failures = { count: number; lastTransaction: Hex }

/** A subscription that may be charged again. */
export type Live = {
  id: Hex
  plan: Plan
  subscription: Subscription
  /** As far as logs tell it; the chain is asked before anything is sent. */
  state: SubscriptionState
  failures: Failures | undefined
}

/** All plans, and the subscriptions that have not ended. Values are never changed in place. */
export type Book = {
  plans: Map<Hex, Plan>
  live: Map<Hex, Live>
  /** Subscriptions whose plan is not in the logs that were read. */
  withoutPlan: Set<Hex>
}

export function emptyBook(): Book {
  return { plans: new Map(), live: new Map(), withoutPlan: new Set() }
}

export function copyOf(book: Book): Book {
  return { plans: new Map(book.plans), live: new Map(book.live), withoutPlan: new Set(book.withoutPlan) }
}

/** Notes one log of the manager; they come in the order of the chain. */
export function note(book: Book, log: ManagerLog): void {
  switch (log.eventName) {
    case 'PlanCreated':
      notePlan(book, log)
      return
    case 'Subscribed':
      noteSubscribed(book, log)
      return
    case 'SubscriptionCharged':
      change(book, log.args.id, { state: { nextPeriod: log.args.period + 1 }, failures: undefined })
      return
    case 'SubscriptionChargeFailed':
      noteFailure(book, log)
      return
    case 'SubscriptionPaused':
      change(book, log.args.id, { state: { status: 'paused' } })
      return
    case 'SubscriptionResumed':
      change(book, log.args.id, { state: { status: 'active', nextPeriod: log.args.nextPeriod } })
      return
    case 'SubscriptionCanceled':
    case 'SubscriptionEnded':
      book.live.delete(log.args.id)
  }
}

function notePlan({ plans }: Book, { args: { planId, plan } }: LogOf<'PlanCreated'>): void {
  plans.set(planId, {
    ...plan,
    unit: choice(periodUnits, plan.unit),
    trial: BigInt(plan.trial),
    grace: BigInt(plan.grace),
    notice: BigInt(plan.notice),
  })
}

function noteSubscribed({ plans, live, withoutPlan }: Book, { args }: LogOf<'Subscribed'>): void {
  const { id, planId, anchor, funding, startBy, ...same } = args
  const plan = plans.get(planId)
  if (plan === undefined) {
    withoutPlan.add(id)
    return
  }
  live.set(id, {
    id,
    plan,
    subscription: { ...same, startBy: BigInt(startBy), funding: choice(fundings, funding) },
    state: {
      status: 'active',
      anchor: BigInt(anchor),
      nextPeriod: 0,
      pauses: 0,
      chargedAt: 0n,
      charged: 0n,
    },
    failures: undefined,
  })
}

function noteFailure(book: Book, { args, transactionHash }: LogOf<'SubscriptionChargeFailed'>): void {
  const count = (book.live.get(args.id)?.failures?.count ?? 0) + 1
  change(book, args.id, { failures: { count, lastTransaction: transactionHash } })
}

type Changes = { state?: Partial<SubscriptionState>; failures?: Failures | undefined }

function change({ live }: Book, id: Hex, { state, ...others }: Changes): void {
  const before = live.get(id)
  if (before) live.set(id, { ...before, ...others, state: { ...before.state, ...state } })
}

function choice<name>(names: readonly name[], index: number): name {
  const name = names[index]
  if (name === undefined) throw new Error(`An enum of this manager has no name for ${index}.`)
  return name
}
