import type { Plan } from '@florin/sdk/subscriptions/plan.ts'
import { abiPlan } from '@florin/sdk/subscriptions/plan.ts'
import type { PlanState } from '@florin/sdk/subscriptions/state.ts'
import { type Address, type Hex, zeroAddress } from 'viem'
import {
  type Act,
  type OfferedPlan,
  type PlanRecord,
  type Refusals,
  refusals,
  refusalsOfAct,
  type World,
} from './world.ts'

const mostFeeBps = 10_000
const mostMonths = 1_200

export function createPlan(world: World, { planId, plan }: OfferedPlan, price: bigint, act: Act): Refusals {
  const refused = [
    ...refusalsOfAct(act),
    ...refusals({
      NotMerchant: act.actor !== plan.merchant,
      PlanExists: world.plans.has(planId),
      InvalidParty: !partiesOf(plan).every((party) => canBeParty(world, party, plan)),
      InvalidFeeBps: plan.feeBps > mostFeeBps,
      InvalidPeriod: plan.period === 0 || (plan.unit === 'month' && plan.period > mostMonths),
    }),
  ]
  if (refused.length > 0) return refused
  world.plans.set(planId, { prices: [{ price, from: world.now }], version: 1, archived: false })
  const args = { planId, merchant: plan.merchant, plan: abiPlan(plan), price }
  world.facts.push({ name: 'PlanCreated', args })
  return []
}

export function setPrice(
  world: World,
  { planId, plan }: OfferedPlan,
  next: { price: bigint; version: number; effectiveAt: bigint },
  act: Act,
): Refusals {
  const record = world.plans.get(planId)
  const pending = record?.prices.find(({ from }) => from > world.now)
  const refused = [
    ...refusalsOfAct(act),
    ...refusals({
      NotMerchant: act.actor !== plan.merchant,
      UnknownPlan: record === undefined,
      // Whoever delivers a signed price too early must not undo the one before it.
      PricePending: act.isSigned && pending !== undefined && next.effectiveAt > pending.from,
      WrongVersion: record !== undefined && next.version !== record.version + 1,
      NoticeTooShort: next.effectiveAt < world.now + plan.notice,
    }),
  ]
  if (record === undefined || refused.length > 0) return refused
  // A price that has not taken effect is forgotten.
  const begun = record.prices.filter(({ from }) => from <= world.now)
  record.prices = [...begun, { price: next.price, from: next.effectiveAt }]
  record.version += 1
  world.facts.push({ name: 'PriceSet', args: { planId, ...next } })
  return []
}

export function archivePlan(world: World, { planId, plan }: OfferedPlan, act: Act): Refusals {
  const record = world.plans.get(planId)
  const refused = [
    ...refusalsOfAct(act),
    ...refusals({
      NotMerchant: act.actor !== plan.merchant,
      UnknownPlan: record === undefined,
      PlanIsArchived: record?.archived === true,
    }),
  ]
  if (record === undefined || refused.length > 0) return refused
  record.archived = true
  world.facts.push({ name: 'PlanArchived', args: { planId } })
  return []
}

/** What a unit costs now: the last price that has taken effect. */
export function priceOf(world: World, planId: Hex): bigint {
  const begun = world.plans.get(planId)?.prices.filter(({ from }) => from <= world.now)
  return begun?.at(-1)?.price ?? 0n
}

/** As the contract's view tells it: the last price, and the one before it. */
export function planStateOf(record: PlanRecord): PlanState {
  const last = record.prices.at(-1) ?? { price: 0n, from: 0n }
  const { version, archived } = record
  const price = record.prices.at(-2)?.price ?? last.price
  return { price, nextPrice: last.price, effectiveAt: last.from, version, archived }
}

/** Nobody whose money could never be taken out again. */
export function canBeParty({ insiders }: World, party: Address, { token }: Pick<Plan, 'token'>): boolean {
  return ![zeroAddress, token, ...insiders].includes(party)
}

/** An operator may be missing, and so may a fee recipient where there is no fee. */
function partiesOf({ merchant, operator, feeBps, feeRecipient }: Plan): Address[] {
  const operators = operator === zeroAddress ? [] : [operator]
  const recipients = feeBps === 0 && feeRecipient === zeroAddress ? [] : [feeRecipient]
  return [merchant, ...operators, ...recipients]
}
