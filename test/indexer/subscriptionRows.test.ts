import { describe, it } from 'node:test'
import { expect } from 'chai'
import { zeroAddress, zeroHash } from 'viem'
import { IndexMismatch } from '../../indexer/src/mismatch.ts'
import { planArchived, planCreated, priceSet } from '../../indexer/src/rows/plan.ts'
import { replaced, subscribed } from '../../indexer/src/rows/subscribed.ts'
import {
  subscriptionBurned,
  subscriptionCanceled,
  subscriptionEnded,
  subscriptionPaused,
  subscriptionResumed,
} from '../../indexer/src/rows/subscriptionLife.ts'
import { account, CHAIN_ID, MANAGER, minedByManager, timeOf } from './support/events.ts'
import { abiPlanOf, digestOf, subscribedArgs } from './support/subscriptions.ts'

const plan = abiPlanOf()
const planId = digestOf(plan)
const { merchant } = plan
const createdEvent = minedByManager('PlanCreated', { planId, merchant, plan, price: 1_000n })
const created = planCreated(CHAIN_ID, createdEvent.event, null)

const args = subscribedArgs({ planId })
const { id, subscriber } = args
const begun = subscribed(CHAIN_ID, minedByManager('Subscribed', args).event, {
  plan: created,
  subscription: null,
})

describe('a plan', () => {
  it('is opened with its terms, its first price and where it was mined', () => {
    const { block, transaction, log } = createdEvent.event
    expect(created).to.include({
      chainId: CHAIN_ID,
      id: planId,
      manager: MANAGER.toLowerCase(),
      merchant,
      token: plan.token,
      period: 10n,
      unit: 'second',
      grace: 5n,
      feeBps: 100,
      notice: 20n,
      price: 1_000n,
      nextPrice: 1_000n,
      effectiveAt: block.timestamp,
      version: 1,
      archived: false,
      blockNumber: block.number,
      blockHash: block.hash,
      txHash: transaction.hash,
      logIndex: log.logIndex,
    })
  })

  it('has a next price, and the one before it until then', () => {
    const set = { planId, price: 1_500n, version: 2, effectiveAt: Number(timeOf(30n)) }
    const row = priceSet(CHAIN_ID, minedByManager('PriceSet', set, { block: 10n }).event, created)
    expect(row).to.include({ price: 1_000n, nextPrice: 1_500n, effectiveAt: timeOf(30n), version: 2 })
    expect(row.blockNumber, 'the plan stays where it was created').to.equal(7n)

    const next = { planId, price: 700n, version: 3, effectiveAt: Number(timeOf(60n)) }
    const early = priceSet(CHAIN_ID, minedByManager('PriceSet', next, { block: 29n }).event, row)
    expect(early, 'forgets the one that has not taken effect').to.include({
      price: 1_000n,
      nextPrice: 700n,
    })
    const late = priceSet(CHAIN_ID, minedByManager('PriceSet', next, { block: 30n }).event, row)
    expect(late, 'keeps the one that has').to.include({ price: 1_500n, nextPrice: 700n, version: 3 })
  })

  it('is archived', () => {
    const row = planArchived(CHAIN_ID, minedByManager('PlanArchived', { planId }).event, created)
    expect(row).to.deep.equal({ ...created, archived: true })
  })

  it('stops at one that is already known, or not known, or at a price out of turn', () => {
    expect(() => planCreated(CHAIN_ID, createdEvent.event, created)).to.throw(IndexMismatch, 'already known')
    const archived = minedByManager('PlanArchived', { planId })
    expect(() => planArchived(CHAIN_ID, archived.event, null)).to.throw(IndexMismatch, 'is unknown')
    const set = minedByManager('PriceSet', { planId, price: 1n, version: 3, effectiveAt: 1_700_000_100 })
    expect(() => priceSet(CHAIN_ID, set.event, created)).to.throw(
      IndexMismatch,
      `PriceSet on chain ${CHAIN_ID}, block 7, transaction ${set.event.transaction.hash}, log index 0: version is 3, expected 2`,
    )
  })
})

describe('a subscription', () => {
  it('begins with what was agreed, and nothing charged', () => {
    expect(begun).to.include({
      id,
      planId,
      merchant,
      token: plan.token,
      subscriber,
      quantity: 1n,
      firstAmount: 1_000n,
      capPerPeriod: 2_000n,
      usageCapPerPeriod: 500n,
      maxPeriods: 12n,
      startBy: 1_800_000_000n,
      funding: 'prepaid_first',
      replaces: null,
      status: 'active',
      anchor: timeOf(7n),
      nextPeriod: 0n,
      lastPeriod: null,
      chargedAt: null,
      paidUntil: timeOf(7n),
      endsAt: null,
      pauses: 0,
    })
  })

  it('begins after its trial where it has one', () => {
    const trial = { ...created, trial: 90n }
    const onTrial = { ...args, firstAmount: 0n, anchor: Number(timeOf(97n)) }
    const event = minedByManager('Subscribed', onTrial).event
    const row = subscribed(CHAIN_ID, event, { plan: trial, subscription: null })
    expect(row).to.include({ anchor: timeOf(97n), paidUntil: timeOf(97n), nextPeriod: 0n })
    const wrong = minedByManager('Subscribed', { ...onTrial, anchor: Number(timeOf(7n)) }).event
    expect(() => subscribed(CHAIN_ID, wrong, { plan: trial, subscription: null })).to.throw(
      IndexMismatch,
      'anchor',
    )
  })

  it('stops at an id that is already known, and at a plan that is not', () => {
    const { event } = minedByManager('Subscribed', args)
    expect(() => subscribed(CHAIN_ID, event, { plan: created, subscription: begun })).to.throw(
      IndexMismatch,
      'already known',
    )
    expect(() => subscribed(CHAIN_ID, event, { plan: null, subscription: null })).to.throw(
      IndexMismatch,
      `plan ${planId} is unknown`,
    )
  })

  it('is paused and resumed, and counts its pauses in 16 bits', () => {
    const pause = (count: number) => minedByManager('SubscriptionPaused', { id, count }).event
    const paused = subscriptionPaused(CHAIN_ID, pause(1), begun)
    expect(paused).to.include({ status: 'paused', pauses: 1 })
    expect(() => subscriptionPaused(CHAIN_ID, pause(3), paused)).to.throw(
      IndexMismatch,
      'count is 3, expected 2',
    )
    const often = { ...begun, pauses: 65_535 }
    expect(subscriptionPaused(CHAIN_ID, pause(0), often)).to.include({ pauses: 0 })

    const resume = (nextPeriod: number) =>
      minedByManager('SubscriptionResumed', { id, count: 1, nextPeriod }).event
    expect(subscriptionResumed(CHAIN_ID, resume(4), paused)).to.include({ status: 'active', nextPeriod: 4n })
    expect(subscriptionResumed(CHAIN_ID, resume(12), paused), 'no period is left').to.include({
      status: 'ended',
      nextPeriod: 12n,
      endsAt: begun.paidUntil,
    })
    expect(() => subscriptionResumed(CHAIN_ID, resume(4), often)).to.throw(IndexMismatch, 'count')
  })

  it('is canceled for the end of what is paid, and then at once', () => {
    const paid = { ...begun, paidUntil: timeOf(50n) }
    const cancel = (atPeriodEnd: boolean, endsAt: bigint) => {
      const said = { id, by: subscriber, atPeriodEnd, endsAt: Number(endsAt) }
      return minedByManager('SubscriptionCanceled', said, { block: 20n }).event
    }
    const ending = subscriptionCanceled(CHAIN_ID, cancel(true, timeOf(50n)), paid)
    expect(ending).to.include({ status: 'ending', endsAt: timeOf(50n), canceledBy: subscriber })
    const canceled = subscriptionCanceled(CHAIN_ID, cancel(false, timeOf(20n)), ending)
    expect(canceled).to.include({ status: 'canceled', endsAt: timeOf(20n) })

    const lapsed = { ...begun, paidUntil: timeOf(9n) }
    expect(subscriptionCanceled(CHAIN_ID, cancel(true, timeOf(20n)), lapsed)).to.include({
      status: 'ending',
      endsAt: timeOf(20n),
    })
    expect(() => subscriptionCanceled(CHAIN_ID, cancel(true, timeOf(51n)), paid)).to.throw(
      IndexMismatch,
      'endsAt',
    )
  })

  it('is replaced by the one that names it, which ended it in the same call', () => {
    const next = digestOf({ subscription: 2 })
    const { event } = minedByManager('Subscribed', { ...args, id: next, replaces: id })
    const row = subscribed(CHAIN_ID, event, { plan: created, subscription: null })
    expect(row.replaces).to.equal(id)
    const canceled = { ...begun, status: 'canceled' } as const
    expect(replaced(CHAIN_ID, event, canceled)).to.include({ status: 'replaced', replacedBy: next })
    expect(() => replaced(CHAIN_ID, event, begun)).to.throw(IndexMismatch, 'status')
    expect(() => replaced(CHAIN_ID, event, null)).to.throw(IndexMismatch, 'is unknown')
    const foreign = { ...canceled, subscriber: account(9) }
    expect(() => replaced(CHAIN_ID, event, foreign)).to.throw(IndexMismatch, 'subscriber')
  })

  it('ends with its last period', () => {
    const over = { ...begun, status: 'ended', paidUntil: timeOf(50n), endsAt: timeOf(50n) } as const
    const end = (at: bigint) => minedByManager('SubscriptionEnded', { id, endsAt: Number(at) }).event
    expect(subscriptionEnded(CHAIN_ID, end(timeOf(50n)), over)).to.deep.equal(over)
    expect(() => subscriptionEnded(CHAIN_ID, end(timeOf(51n)), over)).to.throw(IndexMismatch, 'endsAt')
    expect(() => subscriptionEnded(CHAIN_ID, end(begun.paidUntil), begun)).to.throw(IndexMismatch, 'status')
  })

  it('is burned only where it never began', () => {
    const { event } = minedByManager('SubscriptionBurned', { id, subscriber })
    expect(subscriptionBurned(CHAIN_ID, event, null)).to.include({
      id,
      subscriber,
      contract: MANAGER.toLowerCase(),
      blockNumber: 7n,
    })
    expect(() => subscriptionBurned(CHAIN_ID, event, begun)).to.throw(IndexMismatch, 'already known')
  })

  it('is written in lower case, and has null where nothing is replaced', () => {
    const shouting = '0x00000000000000000000000000000000000ABCDE'
    const said = { ...args, subscriber: shouting, replaces: zeroHash } as const
    const row = subscribed(CHAIN_ID, minedByManager('Subscribed', said).event, {
      plan: created,
      subscription: null,
    })
    expect([row.subscriber, row.replaces]).to.deep.equal([shouting.toLowerCase(), null])
    const free = abiPlanOf({ feeBps: 0, feeRecipient: zeroAddress })
    const event = minedByManager('PlanCreated', { planId, merchant, plan: free, price: 0n }).event
    expect(planCreated(CHAIN_ID, event, null)).to.include({ feeRecipient: zeroAddress, price: 0n })
  })
})
