import { describe, it } from 'node:test'
import { expect } from 'chai'
import { chaosHours } from '../../chaos/hours.ts'
import { NO_PROGRESS } from '../../chaos/support/progress.ts'
import { testRandom } from '../../support/random.ts'

describe('a few minutes of a bad chain', () => {
  it('leave every relay in one state, every nonce settled, and gas in the books to the wei', async () => {
    const { seed } = testRandom()
    const results = await chaosHours({ seed, minutes: 2, progress: NO_PROGRESS })
    const failed = results.filter(({ pass }) => pass === false)
    expect(failed).to.deep.equal([])
    const relays = results.find(({ name }) => name === 'relays')
    expect(relays?.value).to.be.greaterThan(5)
  })
})
