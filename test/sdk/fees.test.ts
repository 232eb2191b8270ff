import { describe, it } from 'node:test'
import { feeBounds } from '@florin/sdk/escrow/fees.ts'
import { expect } from 'chai'
import fc from 'fast-check'

describe('fee bounds', () => {
  it('are in order and within the amount', () => {
    const bps = fc.integer({ min: 0, max: 10_000 })
    fc.assert(
      fc.property(fc.bigInt({ min: 1n, max: 2n ** 96n - 1n }), bps, bps, (amount, one, other) => {
        const [minFeeBps, maxFeeBps] = one < other ? [one, other] : [other, one]
        const { least, greatest } = feeBounds(amount, { minFeeBps, maxFeeBps })
        expect(0n <= least && least <= greatest && greatest <= amount).to.equal(true)
      }),
    )
  })

  it('round the least fee up, and lift the greatest to it', () => {
    expect(feeBounds(1n, { minFeeBps: 50, maxFeeBps: 100 })).to.deep.equal({ least: 1n, greatest: 1n })
    expect(feeBounds(10_000_000n, { minFeeBps: 50, maxFeeBps: 100 })).to.deep.equal({
      least: 50_000n,
      greatest: 100_000n,
    })
  })
})
