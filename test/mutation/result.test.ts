import { describe, it } from 'node:test'
import { expect } from 'chai'
import type { Judged, Mutant, Verdict } from '../../scripts/mutation/mutant.ts'
import { reportOf } from '../../scripts/mutation/report.ts'
import { resultOf } from '../../scripts/mutation/result.ts'
import { sample } from '../../scripts/mutation/sample.ts'
import { readAccepted } from '../../scripts/mutation/survivors.ts'

function mutant(id: number): Mutant {
  const names = { file: 'contracts/C.sol', source: 'C.sol', function: 'C.f' }
  const change = { original: `a <\n  ${id}`, replacement: `a <= ${id}`, start: id, end: id + 1 }
  return { id, ...names, ...change, line: id, operator: 'comparison' }
}
const judged = (id: number, verdict: Verdict): Judged => ({ mutant: mutant(id), verdict })
const killed: Verdict = { outcome: 'killed', by: 'CTest.test_F' }
const survived: Verdict = { outcome: 'survived' }
const accepted = (id: number) => ({
  file: 'contracts/C.sol',
  function: 'C.f',
  original: `a < ${id}`,
  mutated: `a <= ${id}`,
  reason: 'Both are the same there.',
})
const all = Array.from({ length: 50 }, (_, id) => mutant(id))

describe('the result of a mutation run', () => {
  it('counts survivors with a reason as survivors, and mutants that are none not at all', () => {
    const some = [
      judged(1, killed),
      judged(2, killed),
      judged(3, killed),
      judged(4, survived),
      judged(5, { outcome: 'stillborn', why: 'type' }),
      judged(6, { outcome: 'equivalent' }),
    ]
    const result = resultOf(all, some, [accepted(4)])
    expect(result.counts).to.deep.equal({ killed: 3, survived: 1, stillborn: 1, equivalent: 1 })
    expect(result).to.include({ percent: 75, pass: false })
  })

  it('passes at 95 %', () => {
    const some = all.slice(0, 20).map(({ id }) => judged(id, id === 7 ? survived : killed))
    expect(resultOf(all, some, [])).to.include({ percent: 95, pass: true })
    expect(resultOf(all, [], [])).to.include({ pass: false })
  })

  it('puts survivors without a reason first, however their source is broken into lines', () => {
    const { survivors } = resultOf(all, [judged(1, survived), judged(2, survived)], [accepted(1)])
    expect(survivors.map(({ original, reason }) => [original, reason])).to.deep.equal([
      ['a < 2', ''],
      ['a < 1', 'Both are the same there.'],
    ])
  })

  it('names listed survivors that are gone or killed now, and not those that were not drawn', () => {
    const { stale } = resultOf(all, [judged(1, survived), judged(2, killed)], [1, 2, 3, 99].map(accepted))
    expect(stale.map(({ original }) => original)).to.deep.equal(['a < 2', 'a < 99'])
  })

  it('is told with every survivor, its place and its reason', () => {
    const some = [judged(1, survived), judged(2, survived), judged(3, killed)]
    const report = reportOf(some, resultOf(all, some, [accepted(1), accepted(3)]), 90)
    expect(report).to.match(/contracts\/C\.sol:2 C\.f \(comparison\)\n {4}a < 2 → a <= 2\n {4}UNEXPLAINED/)
    expect(report).to.include('Both are the same there.')
    expect(report).to.include('gone or killed now')
    expect(report).to.include('1 of 3 mutants killed: 33.3 % (BELOW 95 %), in 1.5 min.')
  })
})

describe('a sample of mutants', () => {
  it('is the same for the same seed, and another for another', () => {
    const drawn = sample(all, 10, 1)
    expect(drawn).to.have.length(10)
    expect(sample(all, 10, 1)).to.deep.equal(drawn)
    expect(sample(all, 10, 2)).to.not.deep.equal(drawn)
  })
})

describe('the list of accepted survivors', () => {
  it('gives every one a reason', async () => {
    for (const { reason } of await readAccepted('test/mutation/survivors.json'))
      expect(reason).to.have.length.above(20)
  })
})
