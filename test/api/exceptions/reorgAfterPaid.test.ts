import { after, before, describe, it } from 'node:test'
import { expect } from 'chai'
import { sql } from 'kysely'
import { beginStory, openStage, PAYER, type Stage } from '../posting/support/story.ts'
import { booksOf, happen } from './support/payments.ts'

describe('a reorganisation takes a payment back after the invoice was paid', () => {
  let stage: Stage
  before(async () => {
    stage = await openStage()
  })
  after(() => stage?.world.close())

  it('opens the invoice again with nothing left in the books, and pays it once when it is mined again', async () => {
    const { world } = stage
    const story = await beginStory(stage)
    const paid = {
      [`external:${PAYER}`]: -10_000_000n,
      [`available:${story.invoice.merchant_address}`]: 10_000_000n,
    }
    await happen(story, story.charge)
    expect((await story.currentInvoice()).status).to.equal('paid')
    expect(await booksOf(world, story)).to.deep.equal(paid)

    await story.reorganise(story.charge, 4)
    await Promise.all([story.post(), story.post()])
    expect(await story.currentInvoice()).to.include({
      status: 'open',
      payment_status: 'none',
      amount_paid: 0n,
      paid_at: null,
    })
    expect(await booksOf(world, story)).to.deep.equal({})

    await happen(story, story.charge)
    expect(await story.currentInvoice()).to.include({ status: 'paid', amount_paid: 10_000_000n })
    expect(await story.payments()).to.have.length(1)
    expect(await booksOf(world, story)).to.deep.equal(paid)
    const { rows } = await sql<{ inclusion: number; direction: string; moved: bigint }>`
      SELECT ledger.inclusion, ledger.direction, sum(abs(entry.amount))::numeric(78, 0) AS moved
      FROM florin.ledger_transaction ledger
      JOIN florin.ledger_entry entry ON entry.transaction_id = ledger.id
      WHERE ledger.identity = ${story.charge.identity}
      GROUP BY 1, 2 ORDER BY 1, 2`.execute(world.db)
    // Nothing was deleted: the posting, its reversal and the second posting all stand.
    expect(rows).to.deep.equal([
      { inclusion: 1, direction: 'post', moved: 20_000_000n },
      { inclusion: 1, direction: 'reverse', moved: 20_000_000n },
      { inclusion: 2, direction: 'post', moved: 20_000_000n },
    ])
    expect(await story.eventTypes()).to.deep.equal([
      'invoice.created',
      'payment.pending',
      'payment.confirmed',
      'invoice.paid',
      'payment.reverted',
      'invoice.reopened',
      'payment.pending',
      'payment.confirmed',
      'invoice.paid',
    ])
  })
})
