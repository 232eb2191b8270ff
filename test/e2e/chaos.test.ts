import { describe, it } from 'node:test'
import { expect } from 'chai'
import { chaosReorg } from '../chaos/reorg.ts'
import { silent } from '../chaos/support/progress.ts'
import { testRandom } from '../support/random.ts'

describe('a few random reorgs under load', () => {
  it('leave ledger, index and announcements as the chain is', async () => {
    const { seed } = testRandom()
    const results = await chaosReorg({ seed, reorgs: 3, isForgetful: false, progress: silent })
    expect(results.filter(({ pass }) => pass === false)).to.deep.equal([])
  })
})
