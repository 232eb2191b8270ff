import { describe, it } from 'node:test'
import { expect } from 'chai'
import { IndexMismatch } from '../../indexer/src/mismatch.ts'
import { planCreated } from '../../indexer/src/rows/plan.ts'
import { subscribed } from '../../indexer/src/rows/subscribed.ts'
import { subscriptionCharged } from '../../indexer/src/rows/subscriptionCharged.ts'
import { usageCharged } from '../../indexer/src/rows/usageCharged.ts'
import { account, CHAIN_ID, MANAGER, minedByManager, timeOf } from './support/events.ts'
import { ALLOWANCE, abiPlanOf, digestOf, NOTHING, PREPAID, subscribedArgs } from './support/subscriptions.ts'

const plan = abiPlanOf()
const planId = digestOf(plan)
const { merchant, token, feeRecipient } = plan
const created = planCreated(
  CHAIN_ID,
  minedByManager('PlanCreated', { planId, merchant, plan, price: 1_000n }).event,
  null,
)
const args = subscribedArgs({ planId, maxPeriods: 3 })
const { id, subscriber } = args
const begun = subscribed(CHAIN_ID, minedByManager('Subscribed', args).event, {
  plan: created,
  subscription: null,
})

const parties = { id, subscriber, merchant, token, feeRecipient }
const first = {
  ...parties,
  period: 0,
  periodStart: Number(timeOf(7n)),
  periodEnd: Number(timeOf(17n)),
  amount: 1_000n,
  fee: 10n,
  source: ALLOWANCE,
  prepaidAfter: 0n,
  seq: 0n,
}
const legsOf = ({ entries }: ReturnType<typeof subscriptionCharged> | ReturnType<typeof usageCharged>) =>
  entries.map(({ accountKind, account: whose, amount }) => [accountKind, whose, amount])
const charge = (changes: Partial<typeof first>, before = begun) =>
  subscriptionCharged(CHAIN_ID, minedByManager('SubscriptionCharged', { ...first, ...changes }).event, before)

describe('a charged period', () => {
  it('moves money from the wallet, and the subscription on', () => {
    const rows = charge({})
    expect(rows.subscription).to.include({
      status: 'active',
      nextPeriod: 1n,
      lastPeriod: 0n,
      chargedAt: timeOf(7n),
      paidUntil: timeOf(17n),
      endsAt: null,
    })
    expect(rows.subscriptionCharge).to.include({
      subscriptionId: id,
      planId,
      merchant,
      subscriber,
      token,
      period: 0n,
      periodStart: timeOf(7n),
      periodEnd: timeOf(17n),
      amount: 1_000n,
      fee: 10n,
      feeRecipient,
      source: 'allowance',
      prepaidAfter: null,
      seq: null,
      contract: MANAGER.toLowerCase(),
      blockNumber: 7n,
    })
    expect(legsOf(rows)).to.deep.equal([
      ['external', subscriber, -1_000n],
      ['available', merchant, 990n],
      ['available', feeRecipient, 10n],
    ])
    expect(rows.entries[0]?.identity).to.equal(rows.subscriptionCharge.identity)
  })

  it('moves money from the prepaid balance, and repeats what is left there', () => {
    const rows = charge({ source: PREPAID, prepaidAfter: 9n, seq: 4n })
    expect(rows.subscriptionCharge).to.include({ source: 'prepaid', prepaidAfter: 9n, seq: 4n })
    expect(legsOf(rows)[0]).to.deep.equal(['prepaid', subscriber, -1_000n])
  })

  it('moves nothing where its price is nothing', () => {
    const rows = charge({ amount: 0n, fee: 0n, source: NOTHING })
    expect(rows.entries).to.deep.equal([])
    expect(rows.subscription).to.include({ nextPeriod: 1n, lastPeriod: 0n })
  })

  it('may come after periods that were skipped, and is the last one that may be', () => {
    const rows = charge({ period: 2, periodEnd: Number(timeOf(37n)) })
    expect(rows.subscription).to.include({ nextPeriod: 3n, lastPeriod: 2n, status: 'ended' })
    expect(rows.subscription).to.include({ paidUntil: timeOf(37n), endsAt: timeOf(37n) })
  })

  it('keeps its identity wherever it is mined', () => {
    const { event } = minedByManager('SubscriptionCharged', first)
    const again = { ...event, block: { number: 99n, hash: id, timestamp: timeOf(99n) } }
    const rows = subscriptionCharged(CHAIN_ID, again, begun)
    expect(rows.subscriptionCharge.identity).to.equal(charge({}).subscriptionCharge.identity)
    expect(rows.subscriptionCharge.blockHash).to.equal(id)
  })

  for (const [changes, message] of [
    [{ amount: 2_001n }, 'amount is 2001, expected at most 2000'],
    [{ fee: 1_001n }, 'fee is 1001, expected at most 1000'],
    [{ period: 3 }, 'period is 3, expected at most 2'],
    [{ source: NOTHING }, 'whether money moved'],
    [{ seq: 1n }, 'seq is 1, expected 0'],
    [{ prepaidAfter: 1n }, 'prepaidAfter is 1, expected 0'],
    [{ source: 3 }, 'source is 3, expected 0 to 2'],
    [{ merchant: account(9) }, 'merchant'],
    [{ subscriber: account(9) }, 'subscriber'],
    [{ token: account(9) }, 'token'],
  ] as const)
    it(`stops where ${message}`, () => {
      expect(() => charge(changes)).to.throw(message)
    })

  it('stops at a period that was charged or skipped, and at an unknown subscription', () => {
    const { event } = minedByManager('SubscriptionCharged', first)
    expect(() => subscriptionCharged(CHAIN_ID, event, { ...begun, nextPeriod: 1n })).to.throw(
      IndexMismatch,
      'the first period that may be charged is 1, expected at most 0',
    )
    expect(() => subscriptionCharged(CHAIN_ID, event, null)).to.throw(IndexMismatch, 'is unknown')
  })
})

describe('charged usage', () => {
  const paid = charge({}).subscription
  const { periodStart: _, periodEnd: __, ...common } = first
  const used = { ...common, cumulative: 100n, amount: 100n, fee: 1n }
  const use = (
    changes: Partial<typeof used>,
    periodUsage: ReturnType<typeof usageCharged>['periodUsage'] | null,
  ) =>
    usageCharged(CHAIN_ID, minedByManager('UsageCharged', { ...used, ...changes }).event, {
      subscription: paid,
      periodUsage,
    })

  it('is the increase over what was charged before', () => {
    const once = use({}, null)
    expect(once.periodUsage).to.include({ subscriptionId: id, period: 0n, cumulative: 100n })
    expect(once.usageCharge).to.include({ cumulative: 100n, amount: 100n, fee: 1n, source: 'allowance' })
    expect(legsOf(once)).to.deep.equal([
      ['external', subscriber, -100n],
      ['available', merchant, 99n],
      ['available', feeRecipient, 1n],
    ])
    const more = { cumulative: 500n, amount: 400n, source: PREPAID, prepaidAfter: 6n, seq: 2n }
    const twice = use(more, once.periodUsage)
    expect(twice.periodUsage.cumulative).to.equal(500n)
    expect(twice.usageCharge).to.include({ source: 'prepaid', prepaidAfter: 6n, seq: 2n })
  })

  it('stops where the increase, the cap or the subscription does not fit', () => {
    const { periodUsage } = use({}, null)
    expect(() => use({}, periodUsage)).to.throw(IndexMismatch, 'cumulative is 100, expected 200')
    expect(() => use({ cumulative: 501n, amount: 501n }, null)).to.throw(IndexMismatch, 'at most 500')
    const { event } = minedByManager('UsageCharged', used)
    expect(() => usageCharged(CHAIN_ID, event, { subscription: null, periodUsage: null })).to.throw(
      IndexMismatch,
      'is unknown',
    )
  })
})
