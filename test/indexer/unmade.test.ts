import { after, before, describe, it } from 'node:test'
import { expect } from 'chai'
import { waitFor } from '../support/waitFor.ts'
import { type Act, capture, refund, renewal } from './support/acts.ts'
import { type IndexedChain, openIndexedChain } from './support/indexedChain.ts'
import { VIEWS } from './support/indexer.ts'

describe('a reorg of a fact, but not of what it was made upon', () => {
  let world: IndexedChain

  before(async () => {
    world = await openIndexedChain()
  })
  after(() => world?.close())

  const factOf = async ({ facts }: Act) =>
    (await world.reader.rows<{ identity: string; block_hash: string }>(`select * from ${VIEWS}.${facts}`))[0]
  const rowOf = async ({ row }: Act) =>
    (await world.reader.rows(`select * from ${VIEWS}.${row.table} where id = $1`, [row.id]))[0]

  async function send(transaction: `0x${string}`) {
    const { client, mined } = world.chain
    await mined(await client.sendRawTransaction({ serializedTransaction: transaction }))
  }

  /** What Ponder could not get in the middle of a reorg it asks for again with the next block, so the chain goes on meanwhile. */
  function untilChainTells<T>(describe: string, condition: () => Promise<T | false | undefined>) {
    const orGoesOn = async () => {
      const told = await condition()
      if (!told) await world.mine(1)
      return told
    }
    return waitFor(orGoesOn, { describe, timeoutMs: 60_000, intervalMs: 500 })
  }

  for (const [name, make] of [
    ['capture leaves the payment authorized', capture],
    ['refund leaves the payment captured', refund],
    ['renewal leaves the subscription as it was paid', renewal],
  ] as const)
    for (const depth of [1, 29])
      it(`of ${depth} blocks with a ${name}, and brings it back in another block`, async () => {
        const act = await make(world.chain)
        expect(await untilChainTells('the row', () => rowOf(act))).to.include(act.row.before)
        const sums = await world.sums()

        const transaction = await world.chain.signed(act.by, act.to, act.data)
        await send(transaction)
        await world.mine(depth - 1)
        const first = await waitFor(() => factOf(act), { describe: 'the fact' })
        expect(await rowOf(act)).to.include(act.row.after)

        await world.chain.rpc('anvil_reorg', [depth, []])
        await untilChainTells('the fact to be gone', async () => (await factOf(act)) === undefined)
        expect(await rowOf(act)).to.include(act.row.before)
        expect(await world.sums()).to.deep.equal(sums)
        await world.expectContractBalances()

        await world.mine(1)
        await send(transaction)
        const again = await untilChainTells('the fact again', () => factOf(act))
        expect(again.identity).to.equal(first.identity)
        expect(again.block_hash).to.not.equal(first.block_hash)
        expect(await rowOf(act)).to.include(act.row.after)
        await world.expectContractBalances()
      })
})
