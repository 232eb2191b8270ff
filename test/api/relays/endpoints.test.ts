import { afterEach, describe, it } from 'node:test'
import { expect } from 'chai'
import type { PublicClient } from 'viem'
import { connectChains } from '../../../api/src/chain/clients.ts'
import type { ChainInfo } from '../../../api/src/domain/chain.ts'
import { type FakeNode, startFakeNode } from './support/fakeNode.ts'

const CHAIN: ChainInfo = {
  chainId: 31_337,
  name: 'test',
  mode: 'test',
  confirmations: 1,
  explorer: null,
  publicRpcUrl: null,
  escrow: `0x${'11'.repeat(20)}`,
  escrowBlock: 0n,
  manager: `0x${'22'.repeat(20)}`,
  tokens: [],
}
const SOMEBODY = `0x${'33'.repeat(20)}` as const

describe('rule 9: several nodes of one chain', () => {
  const nodes: FakeNode[] = []
  let ahead = 0
  afterEach(async () => {
    ahead = 0
    for (const node of nodes.splice(0)) await node.close()
  })

  async function open(...first: Parameters<typeof startFakeNode>[0][]): Promise<PublicClient> {
    for (const speech of first) nodes.push(await startFakeNode(speech))
    const own = nodes.map(({ url }) => url)
    const clock = { now: () => new Date(1_800_000_000_000 + ahead) }
    const client = connectChains(new Map([[31_337, CHAIN]]), new Map([[31_337, { own }]]), clock).get(31_337)
    if (!client) throw new Error('the chain has no client')
    return client
  }
  /** Which node answered: a balance is the node's port. */
  async function whoAnswers(client: PublicClient): Promise<number> {
    const port = Number(await client.getBalance({ address: SOMEBODY }))
    return nodes.findIndex(({ url }) => new URL(url).port === String(port))
  }
  const node = (index: number): FakeNode => {
    const one = nodes[index]
    if (!one) throw new Error(`there is no node ${index}`)
    return one
  }

  it('asks the first as long as it answers', async () => {
    const client = await open({}, {})
    expect(await whoAnswers(client)).to.equal(0)
    expect(await whoAnswers(client)).to.equal(0)
    expect(node(1).asked).to.deep.equal([])
  })

  for (const [what, speech] of [
    ['is silent', { silent: true }],
    ['says 503', { status: 503 }],
    ['says 429', { status: 429 }],
    ['refuses for having been asked too often', { refusal: { code: -32_005, message: 'limit exceeded' } }],
    ['lacks the block', { refusal: { code: -32_000, message: 'header not found' } }],
    ['is of another chain', { chainId: 1 }],
  ] as const) {
    it(`asks another one where the first ${what}, once it has proven its chain and its head`, async () => {
      const client = await open(speech, {})
      expect(await whoAnswers(client)).to.equal(1)
      expect(node(1).asked).to.deep.equal(['eth_chainId', 'eth_blockNumber', 'eth_getBalance'])
      // And stays there.
      const before = node(0).asked.length
      expect(await whoAnswers(client)).to.equal(1)
      expect(node(0).asked.length).to.equal(before)
    })
  }

  it('takes a refusal by the protocol for an answer', async () => {
    const client = await open({ refusal: { code: 3, message: 'execution reverted' } }, {})
    const error = await client.getBalance({ address: SOMEBODY }).catch((reason: unknown) => reason)
    expect(String(error)).to.include('execution reverted')
    expect(node(1).asked).to.deep.equal([])
  })

  it('never believes a node of another chain, though no other is left', async () => {
    const client = await open({ silent: true }, { chainId: 1 })
    const error = await client.getBalance({ address: SOMEBODY }).catch((reason: unknown) => reason)
    expect(error).to.be.instanceOf(Error)
    expect(node(1).asked).not.to.include('eth_getBalance')
  })

  it('leaves a node whose head went behind one that was seen', async () => {
    const client = await open({ head: 100n }, { head: 101n })
    expect(await client.getBlockNumber()).to.equal(100n)
    node(0).say({ head: 99n })
    expect(await client.getBlockNumber()).to.equal(101n)
    expect(await whoAnswers(client)).to.equal(1)
  })

  it('does not follow a node that is behind, when the first fails', async () => {
    const client = await open({ head: 100n }, { head: 99n }, { head: 100n })
    expect(await client.getBlockNumber()).to.equal(100n)
    node(0).say({ silent: true })
    expect(await whoAnswers(client)).to.equal(2)
    expect(node(1).asked).to.deep.equal(['eth_chainId', 'eth_blockNumber'])
  })

  it('believes all of them together, when the chain itself went back', async () => {
    const client = await open({ head: 100n }, { head: 100n })
    expect(await client.getBlockNumber()).to.equal(100n)
    for (const one of nodes) one.say({ head: 97n })
    expect(await client.getBlockNumber()).to.equal(97n)
    expect(await whoAnswers(client)).to.equal(0)
  })

  it('goes back to the first after a while, if that has caught up', async () => {
    const client = await open({ silent: true }, {})
    expect(await whoAnswers(client)).to.equal(1)
    node(0).say({ silent: false, head: 99n })
    node(1).say({ head: 102n })
    expect(await client.getBlockNumber()).to.equal(102n)
    ahead = 31_000
    expect(await whoAnswers(client)).to.equal(1)
    node(0).say({ head: 103n })
    ahead = 62_000
    expect(await whoAnswers(client)).to.equal(0)
  })
})
