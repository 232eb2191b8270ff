import { existsSync } from 'node:fs'
import path from 'node:path'
import { describe, it } from 'node:test'
import { expect } from 'chai'
import type { Part } from '../../scripts/local/part.ts'
import { removePostgresHome } from '../../scripts/local/postgresHome.ts'
import { groupIsAlive } from '../../scripts/local/processGroup.ts'
import { startTestAnvil } from '../support/chain.ts'
import { startTestPart } from '../support/part.ts'
import { waitFor } from '../support/waitFor.ts'
import { testFile } from '../support/workspace.ts'

function groupsOf(parent: Part): number[] {
  const [, list = ''] = /"groups":\[([\d,]+)\]/.exec(parent.output()) ?? []
  return list.split(',').map(Number)
}

describe('a part', () => {
  it('and what it has started end when its parent is killed', async () => {
    const dir = testFile('sandbox')
    const parent = await startTestPart({
      name: 'parent',
      file: 'test/local/support/parent.ts',
      args: [dir],
      ready: 'line',
    })
    const groups = await waitFor(() => (groupsOf(parent).length === 2 ? groupsOf(parent) : undefined), {
      describe: 'the process groups of the parts',
    })
    expect(groups.every(groupIsAlive)).to.equal(true)

    parent.kill()
    await waitFor(() => !groups.some(groupIsAlive), { describe: 'the end of both groups' })
    expect(existsSync(path.join(dir, 'postgres', 'data', 'postmaster.pid'))).to.equal(false)
    removePostgresHome(path.join(dir, 'postgres'))
  })

  it('is cleared away with its whole group when its guard is killed', async () => {
    const chain = await startTestAnvil()
    chain.part.kill()
    const { signal } = await chain.part.exited
    expect(signal).to.equal('SIGKILL')
    expect(groupIsAlive(chain.part.pid)).to.equal(false)
  })

  it('may be stopped more than once', async () => {
    const chain = await startTestAnvil()
    await Promise.all([chain.stop(), chain.stop()])
    await chain.stop()
    expect(chain.part.isStopping()).to.equal(true)
  })

  it('that ends before it is ready is reported with the end of its log', async () => {
    const refused = startTestPart({ name: 'janitor', file: 'scripts/local/nowhere.ts', ready: 'line' })
    const error = await refused.then(
      () => undefined,
      (reason: unknown) => reason,
    )
    expect(error).to.be.instanceOf(Error)
    expect(String(error)).to.include('ended before it was ready').and.to.include('Cannot find module')
  })
})
