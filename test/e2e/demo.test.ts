import { after, describe, it } from 'node:test'
import { expect } from 'chai'
import { isRecord } from '../../scripts/local/json.ts'
import { removePostgresHome } from '../../scripts/local/postgresHome.ts'
import { startTestPart } from '../support/part.ts'
import { testFile } from '../support/workspace.ts'
import { leftovers, startFlorin } from './support/florin.ts'

describe('npm run demo', () => {
  const dir = testFile('florin')
  after(() => removePostgresHome(`${dir}/postgres`))

  /** Runs the demo to its end, and returns the line of JSON that it closes with. */
  async function runDemo(): Promise<Record<string, unknown>> {
    const demo = await startTestPart({
      name: 'demo',
      file: 'scripts/demo.ts',
      args: ['--json'],
      env: { FLORIN_DIR: dir },
    })
    const { code } = await demo.exited
    const line = demo
      .output()
      .trim()
      .split('\n')
      .findLast((text) => text.startsWith('{"ok"'))
    const told: unknown = JSON.parse(line ?? 'null')
    if (!isRecord(told)) throw new Error(`the demo told nothing:\n${demo.tail()}`)
    expect({ code, ok: told.ok, error: told.error }).to.deep.equal({ code: 0, ok: true, error: undefined })
    return told
  }

  it('starts a system of its own where none runs, finds every figure agreeing, and leaves nothing', async () => {
    const told = await runDemo()
    expect(told.agreements).to.have.length(7)
    expect(leftovers(dir)).to.deep.equal([])
  })

  it('takes the same path through a system that runs, again and again', async () => {
    const florin = await startFlorin(dir)
    try {
      await runDemo()
      await runDemo()
    } finally {
      await florin.part.stop()
    }
  })
})
