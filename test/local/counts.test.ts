import { describe, it } from 'node:test'
import { expect } from 'chai'
import { countTests } from '../../scripts/testing/counts.ts'

describe('the counts of test runners', () => {
  it('add up the summaries of Node and Hardhat', () => {
    const node = 'ℹ tests 12\nℹ suites 3\nℹ pass 8\nℹ fail 2\nℹ cancelled 1\nℹ skipped 1\nℹ todo 0\n'
    const hardhat = '  12 passing (3s)\n  1 failing\n  2 skipped\n'
    expect(countTests(node + hardhat)).to.deep.equal({ passed: 20, failed: 4, skipped: 3 })
  })

  it('are zero where nothing ran', () => {
    expect(countTests('Cannot find module')).to.deep.equal({ passed: 0, failed: 0, skipped: 0 })
  })
})
