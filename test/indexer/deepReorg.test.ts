import { after, before, describe, it } from 'node:test'
import { expect } from 'chai'
import type { Hex } from 'viem'
import { waitFor } from '../support/waitFor.ts'
import { type IndexedChain, openIndexedChain } from './support/indexedChain.ts'
import { VIEWS } from './support/indexer.ts'
import { chargeData } from './support/scenario.ts'

/**
 * Ponder begins with a mark of finality 30 blocks behind the head, or at block 0, and moves it by 30 blocks each time that it is
 * 60 behind: from 0 to 30, and in a build that began at block 62 from 32 to 62 and 92.
 */
const FINAL = { first: 30n, second: 92n }
const DEPTH = 40
const RECOVERY_TIMEOUT_MS = 90_000

describe('a reorg deeper than what Ponder takes for final', () => {
  let world: IndexedChain

  before(async () => {
    world = await openIndexedChain()
  })
  after(() => world?.close())

  async function charge() {
    const agreed = await world.chain.terms({ mode: 'charge' })
    await world.chain.send('payer', world.chain.escrow, chargeData(agreed))
    return world.chain.idOf(agreed)
  }

  async function mineTo(block: bigint) {
    await world.mine(Number(block - (await world.chain.client.getBlockNumber())))
  }

  const isShown = async (id: Hex) =>
    (await world.reader.rows(`select 1 from ${VIEWS}.payment where id = $1`, [id])).length === 1
  const builds = () =>
    world.reader.rows<{ build: string; failed: string | null }>(
      `select build, failed from ${VIEWS}._florin_build order by generation`,
    )
  const remembered = async () =>
    (
      await world.reader.rows<{ block: string }>(
        `select block from ${VIEWS}._florin_final order by block desc`,
      )
    )[0]

  /** Payments in a block that stays, in a final one that does not, and in one above it. */
  async function chargeAround(final: bigint) {
    await mineTo(final - 15n)
    const kept = await charge()
    await mineTo(final - 4n)
    const gone = [await charge()]
    await mineTo(final + 15n)
    gone.push(await charge())
    await mineTo(final + 32n)
    await world.untilLevel()
    await waitFor(async () => (await remembered())?.block === `${final}`, {
      describe: `block ${final} to be remembered as final`,
    })
    return { kept, gone }
  }

  async function expectMadeAnew({ kept, gone }: { kept: Hex; gone: Hex[] }, failed: number) {
    const isNoticed = async () => (await builds()).filter((build) => build.failed !== null).length === failed
    await waitFor(isNoticed, { describe: 'the build to fail', timeoutMs: RECOVERY_TIMEOUT_MS })
    const { ready } = await world.indexer.readiness()
    if ((await Promise.all(gone.map(isShown))).includes(true))
      expect(ready, 'while readers see what is gone').to.equal(false)
    await waitFor(async () => (await world.indexer.readiness()).ready, {
      describe: 'the next generation',
      timeoutMs: RECOVERY_TIMEOUT_MS,
    })
    const all = await builds()
    expect(all.map(({ failed: why }) => why !== null)).to.deep.equal([...all.slice(1).map(() => true), false])
    expect((await world.indexer.readiness()).liveBuild).to.equal(all.at(-1)?.build)
    expect(await Promise.all([kept, ...gone].map(isShown))).to.deep.equal([true, false, false])
    await world.expectChainsBlocks()
    await world.expectContractBalances()
  }

  it('fails the build, and the next generation takes the views', async () => {
    const charged = await chargeAround(FINAL.first)
    await world.chain.rpc('anvil_reorg', [DEPTH, []])
    await expectMadeAnew(charged, 1)
  })

  it('is noticed by the next indexer, where none saw it', async () => {
    const charged = await chargeAround(FINAL.second)
    await world.indexer.stop()
    await world.chain.rpc('anvil_reorg', [DEPTH, []])
    await world.startAgain()
    await expectMadeAnew(charged, 2)
  })
})
