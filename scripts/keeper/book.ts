import type { subscriptionManagerAbi } from '@florin/sdk/abi/subscriptionManager.ts'
import { type Plan, periodUnits } from '@florin/sdk/subscriptions/plan.ts'
import type { SubscriptionState } from '@florin/sdk/subscriptions/state.ts'
import { fundings, type Subscription } from '@florin/sdk/subscriptions/subscription.ts'
import type { ContractEventName, GetContractEventsReturnType, Hex } from 'viem'

type Abi = typeof subscriptionManagerAbi
export type ManagerLog = GetContractEventsReturnType<Abi, ContractEventName<Abi>, true>[number]
type LogOf<name extends ManagerLog['eventName']> = Extract<ManagerLog, { eventName: name }>

/** How many failures of one subscription are remembered: a keeper's own are looked for among them. */
const rememberedFailures = 20

/** A subscription that may be charged again. */
export type Live = {
  id: Hex
  plan: Plan
  subscription: Subscription
  /** As far as logs tell it; the chain is asked before anything is sent. */
  state: SubscriptionState
  /** Transactions, of anyone, in which a charge of it failed since the last one that did not; the newest last. */
  failures: readonly Hex[]
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
      change(book, log.args.id, { state: { nextPeriod: log.args.period + 1 }, failures: [] })
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
    unit: named('unit', periodUnits, plan.unit),
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
    subscription: { ...same, startBy: BigInt(startBy), funding: named('funding', fundings, funding) },
    state: {
      status: 'active',
      anchor: BigInt(anchor),
      nextPeriod: 0,
      pauses: 0,
      chargedAt: 0n,
      charged: 0n,
    },
    failures: [],
  })
}

function noteFailure(book: Book, { args, transactionHash }: LogOf<'SubscriptionChargeFailed'>): void {
  const before = book.live.get(args.id)?.failures ?? []
  change(book, args.id, { failures: [...before, transactionHash].slice(-rememberedFailures) })
}

type Changes = { state?: Partial<SubscriptionState>; failures?: readonly Hex[] }

function change({ live }: Book, id: Hex, { state, ...others }: Changes): void {
  const before = live.get(id)
  if (before) live.set(id, { ...before, ...others, state: { ...before.state, ...state } })
}

function named<name>(field: string, names: readonly name[], index: number): name {
  const name = names[index]
  if (name === undefined) throw new Error(`${field}: expected 0 to ${names.length - 1}, found ${index}`)
  return name
}
