import { after, before, describe, it } from 'node:test'
import { paymentEscrowAbi } from '@florin/sdk/abi/paymentEscrow.ts'
import { encodeAuthorize, encodeCapture, senderAuth } from '@florin/sdk/escrow/calldata.ts'
import { expect } from 'chai'
import { encodeEventTopics } from 'viem'
import { waitFor } from '../support/waitFor.ts'
import { type FaultyNode, startFaultyNode } from './support/faultyNode.ts'
import { type IndexedChain, openIndexedChain } from './support/indexedChain.ts'
import { chargeData } from './support/scenario.ts'

type Log = { address: string; topics: string[] }

const [STATEMENT] = encodeEventTopics({ abi: paymentEscrowAbi, eventName: 'BalanceChanged' })

describe('a node that leaves logs out', () => {
  let node: FaultyNode
  let world: IndexedChain

  before(async () => {
    world = await openIndexedChain({
      rpcUrls: async (url) => {
        node = await startFaultyNode(url)
        return node.url
      },
    })
  })
  after(async () => {
    await world?.close()
    await node?.close()
  })

  /** @return How many answers left a log out. */
  function leaveOut(isLeftOut: (log: Log) => boolean): () => number {
    let lies = 0
    node.behave(({ method }, truth) => {
      if (method !== 'eth_getLogs' || !Array.isArray(truth)) return truth
      const told = truth.filter((log: Log) => !isLeftOut(log))
      if (told.length < truth.length) lies += 1
      return told
    })
    return () => lies
  }

  const ofEscrow = ({ address }: Log) => address.toLowerCase() === world.chain.escrow.toLowerCase()
  const stated = ({ topics }: Log) => topics[0] === STATEMENT

  async function charge() {
    const { chain } = world
    const agreed = await chain.terms({ mode: 'charge' })
    return chain.send('payer', chain.escrow, chargeData(agreed))
  }

  async function untilStopped() {
    await waitFor(() => world.indexer.hasExited(), { describe: 'the indexer to stop', timeoutMs: 30_000 })
    expect((await world.indexer.exited).code).to.equal(1)
  }

  it('adds no block whose bloom tells of logs while it tells of none', async () => {
    await charge()
    await world.untilLevel()
    const sums = await world.sums()
    const lies = leaveOut(() => true)
    for (const _ of [1, 2, 3]) {
      const before = lies()
      await charge()
      await waitFor(() => lies() > before, { describe: 'the next lie' })
      expect(await world.sums()).to.deep.equal(sums)
    }
    node.behave()
    // Ponder asks again for what it refused when the next block comes.
    await world.mine(1)
    await world.untilLevel()
    await world.expectContractBalances()
  })

  it('is found out by the next event of what it left out, and mended by starting again', async () => {
    const { chain } = world
    const agreed = await chain.terms()
    const lies = leaveOut(ofEscrow)
    await chain.send('payer', chain.escrow, encodeAuthorize(agreed, { source: 'allowance', signature: '0x' }))
    await waitFor(() => lies() > 0, { describe: 'the lie' })
    node.behave()
    const captured = await chain.send(
      'merchant',
      chain.escrow,
      encodeCapture(agreed, 4_000_000n, 40_000n, senderAuth),
    )
    await untilStopped()
    expect(world.indexer.output()).to.include(`transaction ${captured.transactionHash}`)

    await world.startAgain()
    await world.untilLevel()
    await world.expectContractBalances()
    expect(await world.sums()).to.deep.equal(await world.cleanSums())
  })

  it('is found out once the block is final where nothing else tells, and the index is made anew', async () => {
    const { chain } = world
    const agreed = await chain.terms()
    const lies = leaveOut(ofEscrow)
    await chain.send('payer', chain.escrow, encodeAuthorize(agreed, { source: 'allowance', signature: '0x' }))
    await waitFor(() => lies() > 0, { describe: 'the lie' })
    node.behave()
    // Ponder takes blocks for final that are 30 to 60 behind.
    await world.mine(65)
    await world.untilLevel()
    const isMadeAnew = async () => (await world.indexer.readiness()).build.includes('r2_')
    await waitFor(async () => (await isMadeAnew()) && (await world.indexer.readiness()).ready, {
      describe: 'the next generation',
      timeoutMs: 60_000,
    })
    expect(world.indexer.output()).to.include('the chain has 1 facts that the tables lack')
    await world.untilLevel()
    expect(await world.sums()).to.deep.equal(await world.cleanSums())
  })

  it('stops the indexer within the block where it leaves out a statement and not its fact', async () => {
    const sums = await world.sums()
    leaveOut(stated)
    const charged = await charge()
    await untilStopped()
    expect(world.indexer.output()).to.include(`transaction ${charged.transactionHash}`)
    expect(await world.sums()).to.deep.equal(sums)
  })
})
