import { after, afterEach, before, beforeEach, describe, it } from 'node:test'
import { expect } from 'chai'
import { Client } from 'pg'
import { postChain } from '../../../api/src/services/posting/postChain.ts'
import { waitFor } from '../../support/waitFor.ts'
import { INDEXER_ORDER } from '../support/fakeViews.ts'
import type { World } from '../support/world.ts'
import { beginStory, openStage, type Stage, type Story } from './support/story.ts'

describe('posting while the indexer handles a reorganisation', () => {
  let world: World
  let stage: Stage
  let story: Story
  let indexer: Client

  before(async () => {
    stage = await openStage()
    world = stage.world
    indexer = new Client({ connectionString: world.database.adminUrl })
    await indexer.connect()
  })
  after(async () => {
    await indexer.end()
    await world.close()
  })
  beforeEach(async () => {
    story = await beginStory(stage)
  })
  // What a failed test left open would stand in the way of the next.
  afterEach(() => indexer.query('ROLLBACK'))

  const take = (table: string) =>
    indexer.query(`LOCK TABLE onchain_main.${table} IN ACCESS EXCLUSIVE MODE NOWAIT`)

  async function isPostingWaiting(): Promise<boolean> {
    // What was read once stands until the transaction ends, unless it is cleared.
    await indexer.query('SELECT pg_stat_clear_snapshot()')
    const { rows } = await indexer.query(
      `SELECT FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'`,
    )
    return rows.length > 0
  }

  // It takes every table, one after the other, and the checkpoint last.
  for (const taken of INDEXER_ORDER.keys())
    it(`holds nothing that the indexer still needs once it has ${taken + 1} tables`, async () => {
      await story.includeNow(story.charge)
      await indexer.query('BEGIN')
      for (const table of INDEXER_ORDER.slice(0, taken + 1)) await take(table)
      const round = postChain(world.ctx, world.chain)
      await waitFor(isPostingWaiting, { describe: 'posting to wait for the indexer' })
      for (const table of [...INDEXER_ORDER.slice(taken + 1), '_ponder_checkpoint']) await take(table)
      await indexer.query('COMMIT')
      await round
      expect(await story.payments()).to.have.length(1)
    })

  it('lets a request refer to the payment and the invoice that it holds', async () => {
    await story.includeNow(story.charge)
    await postChain(world.ctx, world.chain)
    const [payment] = await story.payments()
    if (!payment?.invoice_id) throw new Error('there is no payment of an invoice')
    const { id, invoice_id, chain_id, onchain_id } = payment
    await world.db.transaction().execute(async (tx) => {
      await world.ctx.store.payments.lockByOnchainId(tx, chain_id, onchain_id)
      await world.ctx.store.invoices.lockAll(tx, [invoice_id])
      // As inserting a refund or a payment request does, by its foreign key.
      await indexer.query("BEGIN; SET LOCAL lock_timeout = '2s'")
      await indexer.query('SELECT FROM florin.payment WHERE id = $1 FOR KEY SHARE', [id])
      await indexer.query('SELECT FROM florin.invoice WHERE id = $1 FOR KEY SHARE', [invoice_id])
      await indexer.query('COMMIT')
    })
  })

  it('holds the events of no merchant while it waits for those of another', async () => {
    const [first, second] = [story, await beginStory(stage)].sort((one, other) =>
      one.merchant.owner.merchantId < other.merchant.owner.merchantId ? -1 : 1,
    )
    if (!first || !second) throw new Error('there are two stories')
    const series = 'SELECT FROM florin.merchant_counter WHERE merchant_id = $1 FOR NO KEY UPDATE NOWAIT'
    await second.includeNow(second.charge)
    await first.includeNow(first.charge)
    await indexer.query('BEGIN')
    // As relays that end together do: every series in the order of the merchants.
    await indexer.query(series, [first.merchant.owner.merchantId])
    const round = postChain(world.ctx, world.chain)
    await waitFor(isPostingWaiting, { describe: 'posting to wait for the events' })
    await indexer.query(series, [second.merchant.owner.merchantId])
    await indexer.query('COMMIT')
    await round
    for (const one of [first, second]) expect(await one.eventTypes()).to.include('payment.pending')
  })
})
