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

describe('a group of two chains', () => {
  let database: TestDatabase
  let nodes: LocalChain[] = []
  let chains: EscrowChain[] = []
  let stranger: EscrowChain
  let indexer: TestIndexer
  let reader: ReturnType<typeof openReader>

  before(async () => {
    const deployments = testFile('deployments')
    database = await openTestDatabase()
    nodes = await Promise.all([31337, 31338].map((chainId) => startTestAnvil({ chainId })))
    for (const node of nodes) {
      stranger = await openEscrowChain(node, testFile('elsewhere'))
      chains.push(await openEscrowChain(node, deployments))
    }
    indexer = await startTestIndexer(database, { deployments, chains })
    await indexer.untilReady()
    reader = openReader(database)
  })
  after(async () => {
    await reader?.close()
    await indexer?.stop()
    for (const node of nodes) await node.stop()
    await database?.close()
    chains = []
  })

  it('keeps each chain’s payments apart, and takes no event of another contract for ours', async () => {
    const foreign = await stranger.terms({ mode: 'charge' })
    await stranger.send('payer', stranger.escrow, chargeData(foreign))
    for (const chain of chains) {
      const agreed = await chain.terms({ mode: 'charge' })
      await chain.send('payer', chain.escrow, chargeData(agreed))
    }
    const known = () =>
      reader.rows<{ chain_id: number; escrow: string }>(
        `select chain_id, escrow from ${VIEWS}.payment order by chain_id`,
      )
    await waitFor(async () => (await known()).length >= chains.length, {
      describe: 'a payment on each chain',
    })
    expect(await known()).to.deep.equal(
      chains.map(({ chainId, escrow }) => ({ chain_id: chainId, escrow: escrow.toLowerCase() })),
    )
  })
})
