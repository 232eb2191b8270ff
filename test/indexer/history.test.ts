import { describe, it } from 'node:test'
import { expect } from 'chai'
import fc from 'fast-check'
import { IndexMismatch } from '../../indexer/src/mismatch.ts'
import { emptyBalance } from '../../indexer/src/rows/balances.ts'
import { testRandom } from '../support/random.ts'
import { openBook } from './support/book.ts'
import { CHAIN_ID, type Happened } from './support/events.ts'
import {
  type Manager,
  type Model,
  paymentHistory,
  playAll,
  subscriptionHistory,
} from './support/histories.ts'
import { type ModelSubscription, paidUntil } from './support/planModel.ts'

type Book = ReturnType<typeof openBook>

const { seed } = testRandom()
const runs = { seed, numRuns: 300 }

function sum(amounts: Iterable<bigint>): bigint {
  return Array.from(amounts).reduce((total, amount) => total + amount, 0n)
}

function expectFactsToBalance(book: Book) {
  const { entries, facts, withdrawals, balanceEvents, charges, usageCharges } = book
  const byFact = Map.groupBy(entries, (entry) => entry.identity)
  for (const legs of byFact.values()) expect(sum(legs.map((leg) => leg.amount))).to.equal(0n)
  const paid = [...charges, ...usageCharges].filter(({ amount }) => amount > 0n)
  expect(byFact.size).to.equal(facts.length + withdrawals.length + balanceEvents.length + paid.length)
}

function expectPaymentsToAddUp({ payments, entries }: Book, model: Model) {
  expect(payments.size).to.equal(model.payments.length)
  for (const { id, capturable, refundable } of model.payments) {
    const row = payments.get(id)
    if (!row) throw new Error(`payment ${id} has no row`)
    expect([row.capturable, row.refundable]).to.deep.equal([capturable, refundable])
    expect(row.captured + row.voided + row.reclaimed + row.capturable).to.equal(row.authorized)
    expect(row.refunded + row.refundable).to.equal(row.captured - row.fees)
    const held = entries.filter((entry) => entry.accountKind === 'escrow' && entry.account === id)
    expect(sum(held.map((entry) => entry.amount))).to.equal(capturable)
  }
}

function expectBalancesToBeSumsOfLegs({ balances, entries }: Book, model: Model) {
  for (const { account, token, available, prepaid, seq } of model.balances.values()) {
    const own = entries.filter((entry) => entry.account === account && entry.token === token)
    const legsOf = (kind: string) =>
      sum(own.filter((leg) => leg.accountKind === kind).map((leg) => leg.amount))
    expect([legsOf('available'), legsOf('prepaid')]).to.deep.equal([available, prepaid])
    const row = balances.get(`${account} ${token}`) ?? emptyBalance(CHAIN_ID, account, token)
    expect(row).to.include({ available, prepaid, seq })
    expect(row).to.include({ unproven: 0n, unprovenPrepaid: 0n, due: 0n, feesDue: 0n })
  }
}

function expectPlansToBeAsTheModel({ plans }: Book, manager: Manager) {
  expect(plans.size).to.equal(manager.plans.length)
  for (const { id, plan: _, ...state } of manager.plans) expect(plans.get(id)).to.include(state)
}

function expectSubscriptionsToBeAsTheModel(book: Book, manager: Manager) {
  expect(book.subscriptions.size).to.equal(manager.subscriptions.length)
  for (const subscription of manager.subscriptions) {
    const { id, next, pauses, charged, usage } = subscription
    const row = book.subscriptions.get(id)
    expect(row).to.include({ status: statusOf(subscription), nextPeriod: BigInt(next), pauses })
    expect(row?.paidUntil).to.equal(paidUntil(subscription))
    const periods = book.charges.filter((charge) => charge.subscriptionId === id)
    expect(periods.map(({ period, periodEnd }) => [Number(period), periodEnd])).to.deep.equal([...charged])
    for (const [period, cumulative] of usage) {
      expect(book.periodUsages.get(`${id} ${period}`)).to.include({ cumulative })
      const increases = book.usageCharges.filter(
        (one) => one.subscriptionId === id && one.period === BigInt(period),
      )
      expect(sum(increases.map(({ amount }) => amount))).to.equal(cumulative)
    }
  }
}

/** The contract leaves a subscription active whose last period is charged; a row tells that it has ended. */
function statusOf({ status, next, agreed }: ModelSubscription): string {
  return status === 'active' && next >= agreed.maxPeriods ? 'ended' : status
}

/** A merchant that is its own fee recipient is stated twice before the fact; only the second total stays. */
function isReplacedByTheNext(event: Happened, next: Happened | undefined): boolean {
  if (event.name !== 'BalanceChanged' || next?.name !== 'BalanceChanged') return false
  const isBatch = BigInt(event.event.args.cause) === 0n
  return !isBatch && event.event.args.account === next.event.args.account
}

/** The same event with one of its amounts, totals or sequences raised by one. */
function altered(original: Happened, pick: number): Happened {
  const copy = structuredClone(original)
  const fields = Object.entries(copy.event.args).filter(([, value]) => typeof value === 'bigint')
  const [field, value] = fields[pick % fields.length] ?? ['', 0n]
  Reflect.set(copy.event.args, field, BigInt(value.toString()) + 1n)
  return copy
}

/**
 * A charge is announced, and stated at the end of its call. Where it announces a credit that the contract never made, because
 * fees took all of the call, nothing is stated: what is announced stays, and stops the next fact about that balance.
 */
function requireAllStated({ balances }: Book) {
  const announced = [...balances.values()].filter(({ due, feesDue }) => due !== 0n || feesDue !== 0n)
  expect(announced).to.deep.equal([])
}

const isCharge = ({ name }: Happened) => name === 'SubscriptionCharged' || name === 'UsageCharged'

/** What is agreed on or set stands in no other event: nothing tells that it was altered. */
const AGREEMENTS = ['PlanCreated', 'PriceSet', 'Subscribed']

function isComparable(events: Happened[], index: number): boolean {
  const event = events[index]
  if (event === undefined || AGREEMENTS.includes(event.name)) return false
  const hasNumbers = Object.values(event.event.args).some((value) => typeof value === 'bigint')
  return hasNumbers && !isReplacedByTheNext(event, events[index + 1])
}

for (const [name, history] of [
  ['payments', paymentHistory],
  ['subscriptions among payments', subscriptionHistory],
] as const)
  describe(`any history of ${name}`, () => {
    it('makes rows that add up', () => {
      fc.assert(
        fc.property(history, (steps) => {
          const { model, manager } = playAll(steps)
          const book = openBook()
          model.events.forEach(book.post)
          expectFactsToBalance(book)
          expectPaymentsToAddUp(book, model)
          expectBalancesToBeSumsOfLegs(book, model)
          expectPlansToBeAsTheModel(book, manager)
          expectSubscriptionsToBeAsTheModel(book, manager)
        }),
        runs,
      )
    })

    it('stops within the call of an event whose amount, total or seq was altered', () => {
      fc.assert(
        fc.property(history, fc.nat(), fc.nat(), (steps, place, pick) => {
          const { events } = playAll(steps).model
          const index = place % Math.max(events.length, 1)
          const original = events[index]
          fc.pre(original !== undefined && isComparable(events, index))
          if (!original) return
          const book = openBook()
          events.slice(0, index).forEach(book.post)
          const rest = [altered(original, pick), ...events.slice(index + 1)]
          const postAll = () => rest.forEach(book.post)
          if (isCharge(original)) expect(() => postAll() ?? requireAllStated(book)).to.throw()
          else expect(postAll).to.throw(IndexMismatch)
        }),
        runs,
      )
    })
  })
