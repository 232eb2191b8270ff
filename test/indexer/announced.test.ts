import { describe, it } from 'node:test'
import { expect } from 'chai'
import { padHex } from 'viem'
import { IndexMismatch } from '../../indexer/src/mismatch.ts'
import { openBook } from './support/book.ts'
import { account, mined, minedByManager, timeOf } from './support/events.ts'
import { ALLOWANCE, abiPlanOf, digestOf, PREPAID, subscribedArgs } from './support/subscriptions.ts'

const plan = abiPlanOf()
const planId = digestOf(plan)
const { merchant, token, feeRecipient } = plan
const NO_CAUSE = padHex('0x', { size: 32 })

/** One who subscribes to what it gets the fees of, and another one. */
const [own, other] = [subscribedArgs({ planId, subscriber: feeRecipient }), subscribedArgs({ planId })].map(
  (agreed, index) => ({ ...agreed, id: digestOf({ index }) }),
)

function openSubscribed() {
  if (!own || !other) throw new Error('there are two subscriptions')
  const book = openBook()
  book.post(minedByManager('PlanCreated', { planId, merchant, plan, price: 1_000n }))
  for (const agreed of [own, other]) book.post(minedByManager('Subscribed', agreed))
  const deposit = { account: feeRecipient, token, amount: 5_000n, toPrepaid: true, source: 0, seq: 1n }
  book.post(state(feeRecipient, 0n, 5_000n, 1n))
  book.post(mined('Deposited', deposit))
  return { book, own, other }
}

const state = (of: `0x${string}`, availableAfter: bigint, prepaidAfter: bigint, seq: bigint) =>
  mined('BalanceChanged', { account: of, token, cause: NO_CAUSE, availableAfter, prepaidAfter, seq })

function charge(of: { id: `0x${string}`; subscriber: `0x${string}` }, period: number, how: object) {
  const when = { period, periodStart: Number(timeOf(7n)), periodEnd: Number(timeOf(17n)) }
  const money = { amount: 1_000n, fee: 10n, feeRecipient, source: ALLOWANCE, prepaidAfter: 0n, seq: 0n }
  const { id, subscriber } = of
  return minedByManager('SubscriptionCharged', { id, subscriber, merchant, token, ...when, ...money, ...how })
}

describe('charges of one call', () => {
  it('may be from the prepaid balance of the fee recipient, whose fees are stated afterwards', () => {
    const { book, own, other } = openSubscribed()
    book.post(charge(other, 0, {}))
    book.post(charge(own, 0, { source: PREPAID, prepaidAfter: 4_000n, seq: 2n }))
    book.post(state(merchant, 1_980n, 0n, 1n))
    book.post(state(feeRecipient, 20n, 4_000n, 3n))
    expect(book.balances.get(`${feeRecipient} ${token}`)).to.include({
      available: 20n,
      prepaid: 4_000n,
      seq: 3n,
      due: 0n,
      feesDue: 0n,
    })
  })

  it('stop at a prepaid balance or a seq that differs', () => {
    for (const [how, message] of [
      [{ prepaidAfter: 4_001n, seq: 2n }, 'prepaidAfter is 4001, expected 4000'],
      [{ prepaidAfter: 4_000n, seq: 3n }, 'seq is 3, expected 2'],
    ] as const) {
      const { book, own } = openSubscribed()
      const wrong = charge(own, 0, { source: PREPAID, ...how })
      expect(() => book.post(wrong)).to.throw(IndexMismatch, message)
    }
  })

  it('stop at a credit that is another than they announced', () => {
    const { book, other } = openSubscribed()
    book.post(charge(other, 0, {}))
    expect(() => book.post(state(merchant, 991n, 0n, 1n))).to.throw(
      IndexMismatch,
      'availableAfter is 991, expected 990',
    )
  })

  it('stop the next fact about a balance whose credit was never stated', () => {
    const totals = { availableAfter: 0n, prepaidAfter: 0n, seq: 1n }
    const withdrawal = mined('Withdrawn', { account: merchant, token, to: account(9), amount: 0n, ...totals })
    const deposit = { account: merchant, token, amount: 990n, toPrepaid: false, source: 0, seq: 0n }
    for (const next of [withdrawal, mined('Deposited', deposit)]) {
      const { book, other } = openSubscribed()
      book.post(charge(other, 0, {}))
      expect(() => book.post(next)).to.throw(
        IndexMismatch,
        'what is announced and not stated is 990, expected 0',
      )
    }
  })

  it('stop at a balance that changed before without a fact', () => {
    const { book, other } = openSubscribed()
    book.post(state(merchant, 5n, 0n, 1n))
    expect(() => book.post(charge(other, 0, {}))).to.throw(
      IndexMismatch,
      'available that no fact explains is 5, expected 0',
    )
  })
})
