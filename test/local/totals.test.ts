import { describe, it } from 'node:test'
import { expect } from 'chai'
import { addTotals, NO_TOTALS, totalsOf } from '../../scripts/testing/totals.ts'

const passed = { name: 'test_Pays()', status: 'Success', kind: {} }
const fuzzed = { name: 'testFuzz_Pays()', status: 'Success', kind: { runs: 256n } }
const invariant = {
  name: 'invariant_Holds()',
  status: 'Success',
  kind: { runs: 100n, calls: 49_990n, reverts: 12n },
}
const failed = { ...fuzzed, status: 'Failure', kind: { runs: 3n } }

describe('the totals of contract tests', () => {
  it('tell fuzz runs from invariant calls', () => {
    const totals = totalsOf([{ testResults: [passed, fuzzed] }, { testResults: [invariant] }])
    const expected = { tests: 3, failed: 0, fuzzRuns: 256, invariantCalls: 49_990, refusedCalls: 12 }
    expect(totals).to.deep.equal(expected)
  })

  it('count what failed, and what was run until then', () => {
    expect(totalsOf([{ testResults: [failed] }])).to.deep.equal({ ...NO_TOTALS, failed: 1, fuzzRuns: 3 })
  })

  it('add up', () => {
    const once = totalsOf([{ testResults: [invariant] }])
    expect(addTotals(once, once).invariantCalls).to.equal(99_980)
    expect(totalsOf([])).to.deep.equal(NO_TOTALS)
  })
})
