import { afterEach, describe, it } from 'node:test'
import { expect } from 'chai'
import { makeFakeNodes } from './support/fakeNodes.ts'

const SOMEBODY = `0x${'33'.repeat(20)}` as const

describe('rule 9: several nodes of one chain', () => {
  const nodes = makeFakeNodes()
  const { open, node, whoAnswers } = nodes
  afterEach(nodes.close)

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
    nodes.sayAll({ head: 97n })
    expect(await client.getBlockNumber()).to.equal(97n)
    expect(await whoAnswers(client)).to.equal(0)
  })

  it('goes back to the first after a while, if that has caught up', async () => {
    const client = await open({ silent: true }, {})
    expect(await whoAnswers(client)).to.equal(1)
    node(0).say({ silent: false, head: 99n })
    node(1).say({ head: 102n })
    expect(await client.getBlockNumber()).to.equal(102n)
    nodes.setClock(31_000)
    expect(await whoAnswers(client)).to.equal(1)
    node(0).say({ head: 103n })
    nodes.setClock(62_000)
    expect(await whoAnswers(client)).to.equal(0)
  })
})
