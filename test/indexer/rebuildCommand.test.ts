import { after, before, describe, it } from 'node:test'
import { expect } from 'chai'
import { Pool } from 'pg'
import { reportBuilds } from '../../scripts/db/builds.ts'
import { pruneBuilds } from '../../scripts/db/prune.ts'
import { rebuild } from '../../scripts/db/rebuild.ts'
import { readStatus, statusText, troubles } from '../../scripts/db/status.ts'
import type { LocalChain } from '../../scripts/local/chain.ts'
import { startTestAnvil } from '../support/chain.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'
import { waitFor } from '../support/waitFor.ts'
import { testFile } from '../support/workspace.ts'
import { type EscrowChain, openEscrowChain } from './support/escrowChain.ts'
import { checksums, openReader, startTestIndexer, type TestIndexer, VIEWS } from './support/indexer.ts'
import { chargeData } from './support/scenario.ts'
import { startWatcher } from './support/watcher.ts'

/** A reader waits for the flip no longer than the flip may wait for readers, and what else this machine does meanwhile. */
const LONGEST_GAP_MS = 2_500

describe('npm run db', () => {
  const deployments = testFile('deployments')
  let database: TestDatabase
  let node: LocalChain
  let chain: EscrowChain
  let indexer: TestIndexer
  let other: TestIndexer | undefined
  let rebuilt = ''
  let pool: Pool
  let reader: ReturnType<typeof openReader>

  before(async () => {
    ;[database, node] = await Promise.all([openTestDatabase(), startTestAnvil()])
    chain = await openEscrowChain(node, deployments)
    pool = new Pool({ connectionString: database.urls.indexer, max: 2 })
    reader = openReader(database)
  })
  after(async () => {
    await reader?.close()
    await pool?.end()
    await other?.stop()
    await indexer?.stop()
    await node?.stop()
    await database?.close()
  })

  const builds = () => reportBuilds(pool, VIEWS)
  const states = async () => (await builds()).map(({ generation, state }) => [generation, state])
  async function pay() {
    const agreed = await chain.terms({ mode: 'charge' })
    await chain.send('payer', chain.escrow, chargeData(agreed))
  }

  it('status says where no indexer ever ran', async () => {
    expect(troubles(await readStatus(pool))).to.deep.equal(['No indexer ever ran on this database.'])
  })

  it('status tells the live build, who writes it, and how far it is', async () => {
    indexer = await startTestIndexer(database, { deployments, chains: [chain] })
    await indexer.untilReady()
    const groups = await readStatus(pool)
    expect(troubles(groups)).to.deep.equal([])
    expect(groups).to.have.lengthOf(1)
    const [live] = groups[0]?.builds ?? []
    expect(live).to.include({ state: 'live', generation: 1, isWritten: true, why: null })
    expect(live?.chains.map(({ chainId, behindLive }) => [chainId, behindLive])).to.deep.equal([[31337, 0n]])
    expect(statusText(groups))
      .to.include(live?.build ?? 'a build')
      .and.include('31,337'.replace(',', ''))
  })

  it('rebuild replaces the tables under traffic; a reader every 10 ms sees no gap and no step back', async () => {
    const watcher = await startWatcher(database, 10)
    let isPaying = true
    let paid = 0
    const traffic = (async () => {
      for (; isPaying; paid += 1) await pay()
    })()
    const old = (await builds())[0]?.build
    const steps: string[] = []
    const { replaced } = await rebuild(pool, VIEWS, ({ what }) => steps.push(what)).finally(() => {
      isPaying = false
    })
    await traffic
    await waitFor(async () => (await reader.count('payment_event')) === paid, { describe: 'every payment' })
    await watcher.stop()

    expect(replaced).to.equal(old)
    expect(await states()).to.deep.equal([
      [1, 'gone'],
      [2, 'live'],
    ])
    expect(steps[0]).to.equal('the indexer starts it')
    expect(watcher.failures).to.deep.equal([])
    expect(paid, 'payments while it was rebuilt').to.be.greaterThan(5)
    const { sights } = watcher
    for (const [position, now] of sights.entries()) {
      const before = sights[position - 1] ?? now
      expect(now.block >= before.block, `block ${before.block}, then ${now.block}`).to.equal(true)
      expect(now.facts, 'facts').to.be.at.least(before.facts)
      expect(now.entries >= before.entries, 'entries').to.equal(true)
      expect(now.at - before.at, 'ms between two answers').to.be.below(LONGEST_GAP_MS)
    }
  })

  it('goes on with the rebuilt build when the indexer is started again', async () => {
    await indexer.stop()
    expect(troubles(await readStatus(pool)).join()).to.match(/^No indexer writes \w+r2_/)
    indexer = await startTestIndexer(database, { deployments, chains: [chain] })
    const { build } = await indexer.untilReady()
    expect(build).to.match(/r2_/)
  })

  it('the rebuilt tables equal those of a build of other code', async () => {
    rebuilt = (await builds()).find(({ state }) => state === 'live')?.build ?? ''
    other = await startTestIndexer(database, { deployments, chains: [chain], build: 'other' })
    const { build } = await other.untilReady()
    expect(build).to.match(/^other_/)
    expect(await checksums(database, rebuilt)).to.deep.equal(await checksums(database, build))
  })

  it('prune drops what other code’s build has replaced, once nobody writes it', async () => {
    await waitFor(async () => indexer.output().includes('"state":"superseded"'), {
      describe: 'the replaced indexer to stand back',
    })
    const pruned = await waitFor(
      async () => {
        const results = await pruneBuilds(pool, VIEWS)
        return results.length > 0 && results.every(({ kept }) => kept === undefined) ? results : undefined
      },
      { describe: 'the tables to be dropped' },
    )
    expect(pruned.map(({ build }) => build)).to.deep.equal([rebuilt])
    expect(await indexer.readiness()).to.include({ ready: false })
  })
})
