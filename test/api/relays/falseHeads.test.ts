import { after, afterEach, before, describe, it } from 'node:test'
import { expect } from 'chai'
import type { PublicClient } from 'viem'
import { DomainError } from '../../../api/src/domain/errors.ts'
import { postChain } from '../../../api/src/services/posting/postChain.ts'
import { recoverSender } from '../../../api/src/services/relays/recoverSender.ts'
import { watchRelays } from '../../../api/src/services/relays/watchRelays.ts'
import { openFakeViews } from '../support/fakeViews.ts'
import { addMerchant, type TestMerchant } from '../support/merchants.ts'
import { openWorld, type World } from '../support/world.ts'
import { testClientOf } from './support/chain.ts'
import { makeFakeNodes, START_MS } from './support/fakeNodes.ts'
import { acceptPayment, readRelay, watchUntil } from './support/relays.ts'

function causesOf(error: unknown): unknown[] {
  return error instanceof Error ? [error, ...causesOf(error.cause)] : []
}

function isAway(error: unknown): boolean {
  return error instanceof DomainError && error.code === 'chain_unavailable'
}

const START = BigInt(START_MS / 1000)
const FALSE_HEAD = 1_000_000_000n

describe('a head that is not the chain’s', () => {
  const nodes = makeFakeNodes()
  const { node, open } = nodes
  afterEach(nodes.close)

  async function refused(client: PublicClient): Promise<void> {
    const answer = await client.getBlockNumber().catch((error: unknown) => error)
    // Callers are told that the chain is away, and not that we are at fault.
    expect(causesOf(answer).some((cause) => isAway(cause))).to.equal(true)
  }

  it('is not believed where no other node tells of such a leap', async () => {
    const client = await open({}, {})
    expect(await client.getBlockNumber()).to.equal(100n)
    node(0).say({ silent: true })
    node(1).say({ head: FALSE_HEAD })
    await refused(client)
    node(0).say({ silent: false, head: 101n })
    expect(await client.getBlockNumber()).to.equal(101n)
  })

  it('is told from a leap that nodes agree on, and from what a silence made of it', async () => {
    const client = await open({}, {})
    expect(await client.getBlockNumber()).to.equal(100n)
    nodes.sayAll({ head: 9_000n })
    expect(await client.getBlockNumber()).to.equal(9_000n)
    node(1).say({ silent: true })
    node(0).say({ head: 12_000n })
    await refused(client)
    nodes.setClock(60_000)
    expect(await client.getBlockNumber()).to.equal(12_000n)
  })

  it('is forgotten once those that answer show a later block, though who told it is silent', async () => {
    const client = await open({}, {})
    expect(await client.getBlockNumber()).to.equal(100n)
    node(0).say({ head: 160n })
    expect(await client.getBlockNumber()).to.equal(160n)
    node(0).say({ silent: true })
    node(1).say({ head: 103n, time: START + 50n })
    nodes.setClock(50_000)
    await refused(client)
    node(1).say({ head: 105n, time: START + 70n })
    nodes.setClock(70_000)
    expect(await client.getBlockNumber()).to.equal(105n)
    node(1).say({ head: 106n, time: START + 71n })
    expect(await nodes.whoAnswers(client)).to.equal(1)
  })

  it('rule 9: is no excuse for a node that lags, however long', async () => {
    const client = await open({}, {})
    expect(await client.getBlockNumber()).to.equal(100n)
    node(0).say({ silent: true })
    node(1).say({ head: 99n, time: START - 12n })
    nodes.setClock(3_600_000)
    await refused(client)
    node(1).say({ head: 100n })
    expect(await client.getBlockNumber()).to.equal(100n)
  })
})

describe('a block of the future', () => {
  const nodes = makeFakeNodes(8_453)
  const { node, open } = nodes
  afterEach(nodes.close)

  it('is not believed, and another node is asked', async () => {
    const client = await open({}, {})
    node(0).say({ head: 101n, time: START + 3_600n })
    node(1).say({ head: 102n, time: START + 100n })
    expect(await client.getBlock()).to.include({ number: 102n, timestamp: START + 100n })
  })

  it('is an error where no other node is left', async () => {
    const client = await open({ time: START + 3_600n })
    const answer = await client.getBlock().catch((error: unknown) => String(error))
    expect(answer).to.match(/in the future/)
    nodes.setClock(3_500_000)
    expect(await client.getBlock()).to.include({ number: 100n })
  })
})

describe('a false head in our books', () => {
  let world: World
  let merchant: TestMerchant
  before(async () => {
    world = await openWorld()
    await openFakeViews(world)
    merchant = await addMerchant(world)
    await recoverSender(world.ctx)
  })
  after(() => world.close())

  /** One round of posting that hears of this head. */
  async function hear(number: bigint, time: Date): Promise<void> {
    const { heads } = world.ctx.chain
    const readHead = async () => ({ number, time, finalized: 0n })
    const chain = { ...world.ctx.chain, heads: { ...heads, readHead } }
    await postChain({ ...world.ctx, chain }, world.chain)
  }

  it('rule 9: holds nothing up for longer than a later block takes to come', async () => {
    const rpc = testClientOf(world)
    await postChain(world.ctx, world.chain)
    const { number, timestamp } = await rpc.getBlock()
    const told = Number(timestamp) * 1000
    await hear(FALSE_HEAD, new Date(told))
    const { relay } = await acceptPayment(world, merchant)
    await postChain(world.ctx, world.chain)
    await watchRelays(world.ctx)
    expect((await readRelay(world, relay.id)).status).to.equal('accepted')
    // A node that lags shows no block that is later than the head.
    await hear(number - 1n, new Date(told - 1_000))
    await hear(number, new Date(told + 60_000))
    await watchRelays(world.ctx)
    expect((await readRelay(world, relay.id)).status).to.equal('accepted')
    await rpc.setNextBlockTimestamp({ timestamp: timestamp + 61n })
    await rpc.mine({ blocks: 1 })
    await postChain(world.ctx, world.chain)
    expect((await watchUntil(world, relay.id, 'confirmed')).executed_by).to.equal('self')
    expect(await world.ctx.store.postingChains.find(world.db, BigInt(world.chain.chainId))).to.include({
      head_block: number + 1n,
    })
  })
})
