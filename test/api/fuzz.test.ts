import { describe, it } from 'node:test'
import { expect } from 'chai'
import { chaosFuzz } from '../chaos/fuzz.ts'
import { NO_PROGRESS } from '../chaos/support/progress.ts'
import { testRandom } from '../support/random.ts'

const REQUESTS = 1_000

describe('the API under requests made at random from its own document', () => {
  it('never fails, changes nothing when it refuses, and tells nobody what is another merchant’s', async () => {
    const { seed } = testRandom()
    const results = await chaosFuzz({ seed, requests: REQUESTS, progress: NO_PROGRESS })
    expect(results.filter(({ pass }) => pass === false)).to.deep.equal([])
    expect(results.find(({ name }) => name === 'requests')?.value).to.equal(REQUESTS)
  })
})
