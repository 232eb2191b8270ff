import { after, before, describe, it } from 'node:test'
import { expect } from 'chai'
import { gatheredNode } from '../../../api/src/chain/gatheredNode.ts'
import { type BatchNode, startBatchNode } from './support/batchNode.ts'

const TIMEOUT_MS = 2_000

describe('questions to a node that come in the same moment', () => {
  let node: BatchNode
  before(async () => {
    node = await startBatchNode()
  })
  after(() => node.close())

  const askFor = (names: readonly string[]) => {
    const ask = gatheredNode(node.url, TIMEOUT_MS)
    const all = () =>
      Promise.all(
        names.map((method) =>
          ask({ method }).catch((error: Error) => `failed: ${error.message.split('\n')[0]}`),
        ),
      )
    return { ask, all }
  }

  it('go in one request, and each gets its own answer in whatever order they come', async () => {
    node.behave({ order: 'reversed' })
    const { all } = askFor(['a', 'b', 'refuse', 'c'])
    const [a, b, refused, c] = await all()
    expect([a, b, c]).to.deep.equal(['a!', 'b!', 'c!'])
    expect(refused).to.match(/RPC Request failed/)
    expect(node.sizes()).to.deep.equal([4])
  })

  it('go ten at a time, as strict providers want it', async () => {
    node.behave({})
    const names = Array.from({ length: 23 }, (_, index) => `q${index}`)
    expect(await askFor(names).all()).to.deep.equal(names.map((name) => `${name}!`))
    expect(node.sizes().sort((a, b) => b - a)).to.deep.equal([10, 10, 3])
  })

  for (const [what, speech] of [
    ['refuses them as one', { batches: 'refused' }],
    ['refuses them by a status', { batches: 'status' }],
    ['leaves one out', { batches: 'short' }],
  ] as const) {
    it(`are asked one by one, then and later, where the node ${what}`, async () => {
      node.behave(speech)
      const { all } = askFor(['a', 'b'])
      expect(await all()).to.deep.equal(['a!', 'b!'])
      expect(node.sizes()).to.deep.equal([2, 1, 1])
      expect(await all()).to.deep.equal(['a!', 'b!'])
      expect(node.sizes()).to.deep.equal([1, 1])
    })
  }

  for (const [what, speech] of [
    ['does not answer', { batches: 'cut' }],
    ['was asked too often', { batches: 'limited' }],
  ] as const) {
    it(`fail all where the node ${what}, and are asked together again`, async () => {
      node.behave(speech)
      const { all } = askFor(['a', 'b'])
      expect((await all()).every((answer) => String(answer).startsWith('failed'))).to.equal(true)
      node.behave({})
      expect(await all()).to.deep.equal(['a!', 'b!'])
      expect(node.sizes()).to.deep.equal([2])
    })
  }

  it('are one plain question where there is but one', async () => {
    node.behave({})
    expect(await askFor(['a']).all()).to.deep.equal(['a!'])
    expect(node.sizes()).to.deep.equal([1])
  })
})
