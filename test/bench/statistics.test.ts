import { describe, it } from 'node:test'
import { expect } from 'chai'
import { median, percentile, rounded } from '../../bench/statistics.ts'

describe('statistics of measurements', () => {
  it('take the value that so many do not exceed, in whichever order they come', () => {
    const values = [10, 2, 9, 1, 8, 3, 7, 4, 6, 5]
    expect(percentile(values, 0.95)).to.equal(10)
    expect(percentile(values, 0.9)).to.equal(9)
    expect(percentile(values, 0.1)).to.equal(1)
    expect(values[0], 'the values are left as they were').to.equal(10)
  })

  it('take the middle one of an odd number as the median', () => {
    expect(median([5, 1, 3])).to.equal(3)
  })

  it('refuse to say anything of no values', () => {
    expect(() => median([])).to.throw(/needs values/)
  })

  it('keep three digits', () => {
    expect([rounded(12_345), rounded(0.123456)]).to.deep.equal([12_300, 0.123])
  })
})
