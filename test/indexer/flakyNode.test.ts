import { after, before, describe, it } from 'node:test'
import { expect } from 'chai'
import { waitFor } from '../support/waitFor.ts'
import { away, type FaultyNode, lagging, startFaultyNode } from './support/faultyNode.ts'
import { type IndexedChain, openIndexedChain } from './support/indexedChain.ts'
import { chargeData } from './support/scenario.ts'

const BEHIND = 3

describe('an indexer that asks two nodes', () => {
  let nodes: FaultyNode[] = []
  let world: IndexedChain
  let charged = 0

  before(async () => {
    world = await openIndexedChain({
      rpcUrls: async (url) => {
        nodes = await Promise.all([startFaultyNode(url), startFaultyNode(url)])
        return nodes.map((node) => node.url).join()
      },
    })
  })
  after(async () => {
    await world?.close()
    for (const node of nodes) await node.close()
  })

  async function charge() {
    const { chain } = world
    await chain.send('payer', chain.escrow, chargeData(await chain.terms({ mode: 'charge' })))
    charged += 1
  }

  /** Ponder asks again for a block that it could not get when the next one comes, so the chain goes on meanwhile. */
  async function untilAllShown() {
    const isAllShown = async () => {
      const shown = await world.reader.count('payment')
      expect(shown).to.be.at.most(charged)
      return shown === charged || world.mine(1)
    }
    await waitFor(isAllShown, { describe: `${charged} payments`, timeoutMs: 60_000, intervalMs: 500 })
  }

  async function chargeAndSee(times: number) {
    for (let time = 0; time < times; time += 1) {
      await charge()
      await untilAllShown()
    }
  }

  for (const [which, name] of ['first', 'second'].entries()) {
    it(`misses nothing while the ${name} lags behind`, async () => {
      nodes[which]?.behave(lagging(BEHIND))
      await chargeAndSee(4)
      nodes[which]?.behave()
    })

    it(`asks the other one while the ${name} is away`, async () => {
      nodes[which]?.behave(() => away)
      await chargeAndSee(2)
      nodes[which]?.behave()
    })
  }

  it('goes on where it was when both were away', async () => {
    for (const node of nodes) node.behave(() => away)
    const isReady = async () => (await fetch(`${world.indexer.url}/ready`)).status === 200
    for (let block = 0; block < 3; block += 1) await charge()
    await waitFor(async () => !(await isReady()), { describe: 'the indexer to miss its nodes' })
    for (const node of nodes) node.behave()
    await untilAllShown()
    await waitFor(isReady, { describe: 'the indexer to be ready' })
  })

  it('has the rows of the chain in the end, and did not start Ponder again', async () => {
    await world.untilLevel()
    await world.expectContractBalances()
    await world.expectChainsBlocks()
    expect(await world.sums()).to.deep.equal(await world.cleanSums())
    expect(world.indexer.output().match(/"msg":"Indexing"/g)).to.have.lengthOf(1)
  })
})
