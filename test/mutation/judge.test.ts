import { before, describe, it } from 'node:test'
import { expect } from 'chai'
import { createJudge, type Judge } from '../../scripts/mutation/judge.ts'
import type { Mutant } from '../../scripts/mutation/mutant.ts'
import { planMutants } from '../../scripts/mutation/mutants.ts'
import { judgeAll } from '../../scripts/mutation/pool.ts'
import type { Project } from '../../scripts/mutation/project.ts'
import { GATE, GATE_TEST, gateProject } from './support/fixture.ts'

const project = gateProject()
const plan = planMutants(project)

function mutantOf(original: string, replacement: string): Mutant {
  const start = GATE.indexOf(original)
  const names = { file: 'contracts/Gate.sol', source: 'Gate.sol', function: 'Gate.enter' }
  const span = { start, end: start + original.length }
  return { id: 0, ...names, ...span, line: 1, operator: 'guard', original, replacement }
}

describe('the judge of mutants', () => {
  let judge: Judge

  before(async () => {
    judge = await createJudge(project, plan)
  })

  it('says that a mutant is killed, and by which test', async () => {
    const { outcome, ...rest } = await judge(mutantOf('amount < 3', 'false'))
    expect(outcome).to.equal('killed')
    expect(JSON.stringify(rest)).to.include('GateTest.test_RevertsBelowThree')
  })

  it('says that a mutant which no test looks at survived', async () => {
    expect(await judge(mutantOf('amount < 3', 'amount <= 3'))).to.deep.equal({ outcome: 'survived' })
  })

  it('does not count what no compiler accepts', async () => {
    expect(await judge(mutantOf('amount < 3', 'amount'))).to.include({ outcome: 'stillborn' })
  })

  it('does not count what compiles to the same code', async () => {
    expect(await judge(mutantOf('amount < 3', '(amount < 3)'))).to.deep.equal({ outcome: 'equivalent' })
  })

  it('kills what runs for ever', async () => {
    expect(await judge(mutantOf('entered += amount;', 'while (true) {}'))).to.include({ outcome: 'killed' })
  })
})

describe('the pool of judges', () => {
  it('judges every mutant in processes of their own', async () => {
    const mutants = plan.mutants.filter(({ operator }) => ['comparison', 'guard'].includes(operator))
    const seen: number[] = []
    const judged = await judgeAll({
      project,
      plan,
      mutants,
      workers: 2,
      onJudged: (one) => seen.push(one.mutant.id),
    })
    expect(judged.map(({ mutant }) => mutant)).to.deep.equal(mutants)
    expect(seen).to.have.length(mutants.length)
    const outcomes = judged.map(({ mutant, verdict }) => `${mutant.replacement} ${verdict.outcome}`)
    expect(outcomes.sort()).to.deep.equal(['amount <= 3 survived', 'amount >= 3 killed', 'false killed'])
  })

  async function refusalOf(broken: Project): Promise<unknown> {
    const { mutants, ...rest } = planMutants(broken)
    const options = { project: broken, plan: { mutants, ...rest }, mutants, workers: 1, onJudged: () => {} }
    return judgeAll(options).catch(String)
  }

  it('judges nothing when a test fails without any mutation', async () => {
    const broken = gateProject({ gate: GATE.replace('entered += amount', 'entered -= amount') })
    expect(await refusalOf(broken)).to.include('fails without any mutation: GateTest.test_Enters')
  })

  it('judges nothing when the tests bring a copy of the contract that no mutation reaches', async () => {
    const broken = gateProject({ test: GATE_TEST.replace('Gate(deployed)', 'new Gate()') })
    expect(await refusalOf(broken)).to.include('No test misses Gate.sol:Gate')
  })
})
