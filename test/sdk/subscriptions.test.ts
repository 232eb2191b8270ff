import { describe, it } from 'node:test'
import { chargeFee } from '@florin/sdk/subscriptions/fees.ts'
import { randomSalt } from '@florin/sdk/subscriptions/salt.ts'
import { planState, priceAt, subscriptionState } from '@florin/sdk/subscriptions/state.ts'
import { expect } from 'chai'

describe('a salt', () => {
  it('has up to 64 random bits', () => {
    const salts = Array.from({ length: 1_000 }, randomSalt)
    expect(new Set(salts).size).to.equal(salts.length)
    for (const salt of salts) expect(salt >= 0n && salt < 2n ** 64n).to.equal(true)
    // One in 2^1000 runs has none so great.
    expect(salts.some((salt) => salt >= 2n ** 63n)).to.equal(true)
  })
})

describe('the fee of a charge', () => {
  it('is rounded up to a base unit, and nothing where there is none', () => {
    expect(chargeFee(10_000_000n, { feeBps: 50 })).to.equal(50_000n)
    expect(chargeFee(1n, { feeBps: 1 })).to.equal(1n)
    expect(chargeFee(1n, { feeBps: 10_000 })).to.equal(1n)
    expect(chargeFee(0n, { feeBps: 10_000 })).to.equal(0n)
    expect(chargeFee(10_000_000n, { feeBps: 0 })).to.equal(0n)
  })
})

describe('state that the contract answers', () => {
  it('tells the price of the moment', () => {
    const state = planState({ price: 1n, nextPrice: 2n, effectiveAt: 100, version: 2, archived: false })
    expect(priceAt(state, 99n)).to.equal(1n)
    expect(priceAt(state, 100n)).to.equal(2n)
  })

  it('has times as bigints and the status by name', () => {
    const answer = { status: 3, anchor: 7, nextPeriod: 1, pauses: 0, chargedAt: 9, charged: 1n }
    expect(subscriptionState(answer)).to.deep.equal({
      ...answer,
      status: 'ending',
      anchor: 7n,
      chargedAt: 9n,
    })
  })

  it('throws where the status is of a later release', () => {
    const answer = { status: 6, anchor: 7, nextPeriod: 1, pauses: 0, chargedAt: 9, charged: 1n }
    expect(() => subscriptionState(answer)).to.throw('status')
  })
})
