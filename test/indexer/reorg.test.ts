import { after, before, describe, it } from 'node:test'
import { expect } from 'chai'
import type { LocalChain } from '../../scripts/local/chain.ts'
import { startTestAnvil } from '../support/chain.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'
import { waitFor } from '../support/waitFor.ts'
import { testFile } from '../support/workspace.ts'
import { type EscrowChain, openEscrowChain } from './support/escrowChain.ts'
import { openReader, startTestIndexer, type TestIndexer, VIEWS } from './support/indexer.ts'
import { chargeData } from './support/scenario.ts'

describe('a reorg', () => {
  let database: TestDatabase
  let node: LocalChain
  let chain: EscrowChain
  let indexer: TestIndexer
  let reader: ReturnType<typeof openReader>

  before(async () => {
    const deployments = testFile('deployments')
    ;[database, node] = await Promise.all([openTestDatabase(), startTestAnvil()])
    chain = await openEscrowChain(node, deployments)
    indexer = await startTestIndexer(database, { deployments, chains: [chain] })
    await indexer.untilReady()
    reader = openReader(database)
  })
  after(async () => {
    await reader?.close()
    await indexer?.stop()
    await node?.stop()
    await database?.close()
  })

  const facts = () =>
    reader.rows<{ identity: string; block_hash: string }>(
      `select * from ${VIEWS}.payment_event order by block_number`,
    )
  const mine = (blocks: number) => chain.rpc('anvil_mine', [blocks])

  for (const depth of [1, 5, 29])
    it(`of ${depth} blocks removes a payment, which comes back under the same identity`, async () => {
      const known = (await facts()).length
      await mine(2)
      const agreed = await chain.terms({ mode: 'charge' })
      const transaction = await chain.signed('payer', chain.escrow, chargeData(agreed))
      await chain.mined(await chain.client.sendRawTransaction({ serializedTransaction: transaction }))
      await mine(depth - 1)
      const before = await waitFor(async () => (await facts())[known], { describe: 'the fact' })

      await chain.rpc('anvil_reorg', [depth, []])
      await waitFor(async () => (await facts()).length === known, { describe: 'the fact to be gone' })
      expect(
        await reader.rows(`select 1 from ${VIEWS}.payment where id = $1`, [chain.idOf(agreed)]),
      ).to.deep.equal([])

      await mine(1)
      await chain.mined(await chain.client.sendRawTransaction({ serializedTransaction: transaction }))
      const afterwards = await waitFor(async () => (await facts())[known], { describe: 'the fact again' })
      expect(afterwards.identity).to.equal(before.identity)
      expect(afterwards.block_hash).to.not.equal(before.block_hash)
    })

  it('leaves balances that are the sum of their legs', async () => {
    const [merchant] = await chain.balanceOf(chain.address('merchant'))
    const [row] = await reader.rows(
      `select b.available, (select sum(e.amount) from ${VIEWS}.balance_entry e
         where e.account = b.account and e.account_kind = 'available') as legs
       from ${VIEWS}.account_balance b where account = $1`,
      [chain.address('merchant').toLowerCase()],
    )
    expect(row).to.deep.equal({ available: `${merchant}`, legs: `${merchant}` })
  })
})
