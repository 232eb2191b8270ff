import { after, before, describe, it } from 'node:test'
import { expect } from 'chai'
import type { LocalChain } from '../../scripts/local/chain.ts'
import { startTestAnvil } from '../support/chain.ts'
import { openTestDatabase, type TestDatabase } from '../support/database.ts'
import { waitFor } from '../support/waitFor.ts'
import { testFile } from '../support/workspace.ts'
import { type EscrowChain, openEscrowChain } from './support/escrowChain.ts'
import { checksums, openReader, startTestIndexer, type TestIndexer, VIEWS } from './support/indexer.ts'
import { chargeData, playEveryVerb } from './support/scenario.ts'
import { playSettings } from './support/settingsScenario.ts'
import { openSubscriptions } from './support/subscriptionChain.ts'
import { playSubscriptions } from './support/subscriptionScenario.ts'

/** More than Ponder's depth of finality, so that the rebuild takes these blocks from history and not live. */
const FINAL = 31

describe('a rebuild beside the live build', () => {
  const deployments = testFile('deployments')
  let database: TestDatabase
  let node: LocalChain
  let chain: EscrowChain
  let live: TestIndexer
  let rebuild: TestIndexer
  let reader: ReturnType<typeof openReader>

  const start = (build: string) => startTestIndexer(database, { deployments, chains: [chain], build })

  before(async () => {
    ;[database, node] = await Promise.all([openTestDatabase(), startTestAnvil()])
    chain = await openEscrowChain(node, deployments)
    live = await start('live')
    await live.untilReady()
    reader = openReader(database)
    await playEveryVerb(chain)
    await playSubscriptions(openSubscriptions(chain))
    await playSettings(chain)
    await chain.rpc('anvil_mine', [FINAL])
    const last = () => reader.rows(`select 1 from ${VIEWS}.escrow_setting where pending_owner is not null`)
    await waitFor(async () => (await last()).length === 1, { describe: 'the last fact' })
    rebuild = await start('rebuild')
    await rebuild.untilReady()
  })
  after(async () => {
    await reader?.close()
    await rebuild?.stop()
    await live?.stop()
    await node?.stop()
    await database?.close()
  })

  it('makes the same rows', async () => {
    const [one, other] = [await live.readiness(), await rebuild.readiness()]
    expect(one.build).to.not.equal(other.build)
    const sums = await checksums(database, other.build)
    expect(sums).to.deep.equal(await checksums(database, one.build))
    expect(new Set(Object.values(sums)).size, 'no table is empty').to.equal(Object.keys(sums).length)
  })

  it('has the views, and the replaced build is no longer ready', async () => {
    const { build } = await rebuild.readiness()
    expect(await live.readiness()).to.include({ ready: false, liveBuild: build })
  })

  it('keeps the views when the replaced build is started again', async () => {
    await live.stop()
    live = await start('live')
    await waitFor(() => live.output().includes('"state":"superseded"'), {
      describe: 'the old build to step back',
    })
    const { build } = await rebuild.readiness()
    const shown = await reader.rows(`select build from ${VIEWS}._florin_flip where superseded_at is null`)
    expect(shown).to.deep.equal([{ build }])
  })

  it('shows what happens next', async () => {
    await live.stop()
    const agreed = await chain.terms({ mode: 'charge' })
    await chain.send('payer', chain.escrow, chargeData(agreed))
    const paid = () => reader.rows(`select status from ${VIEWS}.payment where id = $1`, [chain.idOf(agreed)])
    const rows = await waitFor(async () => (await paid())[0], { describe: 'the payment in the views' })
    expect(rows).to.deep.equal({ status: 'captured' })
  })
})
