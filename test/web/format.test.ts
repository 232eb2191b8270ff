import { describe, it } from 'node:test'
import { expect } from 'chai'
import { formatAmount, formatMoment, formatTimeLeft, shortHex } from '../../web/src/checkout/format.ts'

describe('formatAmount', () => {
  const cases: [bigint, number, string][] = [
    [0n, 6, '0.00'],
    [1n, 6, '0.000001'],
    [10_000_000n, 6, '10.00'],
    [10_500_000n, 6, '10.50'],
    [1_234_567_890_000n, 6, '1,234,567.89'],
    [1_000n, 0, '1,000'],
    [5n, 1, '0.5'],
    [2n ** 96n - 1n, 18, '79,228,162,514.264337593543950335'],
  ]
  for (const [amountUnits, decimals, text] of cases) {
    it(`writes ${amountUnits} of a token with ${decimals} decimals as ${text}`, () => {
      expect(formatAmount(amountUnits, decimals)).to.equal(text)
    })
  }
})

describe('formatTimeLeft', () => {
  const now = new Date('2031-01-01T00:00:00Z')
  const inSeconds = (seconds: number) => formatTimeLeft(new Date(now.getTime() + seconds * 1000), now)

  it('says nothing of a moment that has passed', () => {
    expect(inSeconds(0)).to.equal(null)
  })
  it('says nothing of a moment that is days away', () => {
    expect(inSeconds(48 * 3600)).to.equal(null)
  })
  it('does not count the last seconds', () => {
    expect(inSeconds(59)).to.equal('in less than a minute')
  })
  it('counts minutes, then hours', () => {
    expect(inSeconds(61)).to.equal('in 1 min')
    expect(inSeconds(47 * 3600)).to.equal('in 47 h')
  })
})

it('shortens a hash to both its ends and leaves a short one alone', () => {
  expect(shortHex('0x15d34AAf54267DB7D7c367839AAf71A00a2C6A65')).to.equal('0x15d3…6A65')
  expect(shortHex('0x1234')).to.equal('0x1234')
})

it('writes a moment in the reader’s own way', () => {
  expect(formatMoment(new Date('2031-05-04T18:00:00Z'), 'en-GB', 'UTC')).to.equal('4 May 2031, 18:00')
})
