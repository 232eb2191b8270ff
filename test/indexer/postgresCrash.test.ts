import { after, before, describe, it } from 'node:test'
import { expect } from 'chai'
import { type CrashingDatabase, openCrashingDatabase } from '../support/crashingDatabase.ts'
import { waitFor } from '../support/waitFor.ts'
import { type IndexedChain, openIndexedChain } from './support/indexedChain.ts'
import { chargeData } from './support/scenario.ts'

/** Ponder waits for its own lock for up to 25 seconds. */
const RECOVERY_TIMEOUT_MS = 120_000

describe('an indexer whose Postgres stops at once', () => {
  let database: CrashingDatabase
  let world: IndexedChain

  before(async () => {
    database = await openCrashingDatabase()
    world = await openIndexedChain({ database })
  })
  after(async () => {
    await world?.close()
  })

  async function charge(times: number) {
    const { chain } = world
    for (let time = 0; time < times; time += 1)
      await chain.send('payer', chain.escrow, chargeData(await chain.terms({ mode: 'charge' })))
  }

  const status = async () => (await fetch(`${world.indexer.url}/ready`)).status
  const payments = () => world.reader.count('payment')

  /** Asks for as long as the recovery lasts whether it is ready while a payment is missing that was seen before. */
  async function untilRecovered(seen: number, expected: number) {
    let tooEarly = 0
    const isRecovered = async () => {
      const before = await payments()
      const isReady = (await status()) === 200
      const afterwards = await payments()
      if (isReady && before < seen && afterwards < seen) tooEarly += 1
      return isReady && before === expected
    }
    await waitFor(isRecovered, { describe: 'every payment', timeoutMs: RECOVERY_TIMEOUT_MS })
    expect(tooEarly, 'times that it was ready too early').to.equal(0)
  }

  it('starts Ponder again by itself, and is ready only when every row is back', async () => {
    await charge(5)
    await waitFor(async () => (await payments()) > 2, { describe: 'some payments' })
    const load = charge(10)
    await waitFor(async () => (await payments()) > 5, { describe: 'some more' })
    const seen = await payments()
    await database.crash()
    await load
    expect(await status()).to.equal(503)
    await database.startAgain()
    await untilRecovered(seen, 15)
    expect(world.indexer.hasExited()).to.equal(false)
    await world.untilLevel()
    await world.expectContractBalances()
    expect(await world.sums()).to.deep.equal(await world.cleanSums())
  })
})
