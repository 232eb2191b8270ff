import { describe, it } from 'node:test'
import { formatDecimal, parseBaseUnits } from '@florin/sdk/money.ts'
import { expect } from 'chai'
import fc from 'fast-check'
import { parseUnits } from 'viem'

describe('money', () => {
  it('parses what it printed, for any amount', () => {
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 2n ** 96n - 1n }), (amount) => {
        expect(parseBaseUnits(amount.toString())).to.equal(amount)
      }),
    )
  })

  it('formats what viem parses back, for any amount and any decimals', () => {
    fc.assert(
      fc.property(fc.bigInt(), fc.integer({ min: 0, max: 30 }), (amount, decimals) => {
        expect(parseUnits(formatDecimal(amount, decimals), decimals)).to.equal(amount)
      }),
    )
  })

  it('formats all places', () => {
    expect(formatDecimal(10_000_000n, 6)).to.equal('10.000000')
    expect(formatDecimal(5n, 6)).to.equal('0.000005')
    expect(formatDecimal(-5n, 2)).to.equal('-0.05')
    expect(formatDecimal(7n, 0)).to.equal('7')
  })

  for (const text of ['', '-1', '+1', '1e6', '1.5', '0x10', '01', ' 1', '1 ', '1_000', '١']) {
    it(`refuses "${text}"`, () => {
      expect(parseBaseUnits(text)).to.equal(undefined)
    })
  }
})
