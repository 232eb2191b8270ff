import { after, before, describe, it } from 'node:test'
import { expect } from 'chai'
import { fromTermsRow, type TermsRow } from '../../../api/src/domain/terms.ts'
import { beginStory, openStage, PAYER, type Stage } from '../posting/support/story.ts'
import { idOf } from '../support/fakeViews.ts'
import { booksOf, happen, paymentOf } from './support/payments.ts'

describe('a payer alters the terms', () => {
  let stage: Stage
  before(async () => {
    stage = await openStage()
  })
  after(() => stage?.world.close())

  it('pays nothing with them, whatever was altered, and all that came stands in the books', async () => {
    const { world } = stage
    const story = await beginStory(stage)
    const { terms } = story.request
    const alterations: Partial<TermsRow>[] = [
      { amount: '1' },
      { amount: '20000000' },
      { salt: (BigInt(terms.salt) ^ 1n).toString() },
      { operator: PAYER },
      { refund_by: (BigInt(terms.refund_by) + 1n).toString() },
      { invoice_ref: `0x${'00'.repeat(32)}` },
      { payer: '0x70997970c51812dc3a010c7d01b50e0d17dc79c8' },
    ]
    const came: Record<string, bigint> = {}
    for (const alteration of alterations) {
      const altered = { ...terms, ...alteration }
      const amount = BigInt(altered.amount)
      const paymentId = idOf(world, fromTermsRow(altered))
      await happen(story, paymentOf(story.request, { terms: altered, paymentId, amount }))
      const payer = `external:${altered.payer}`
      const available = `available:${story.invoice.merchant_address}`
      came[payer] = (came[payer] ?? 0n) - amount
      came[available] = (came[available] ?? 0n) + amount
      expect(await booksOf(world, story)).to.deep.equal(came)
    }
    expect(await story.currentInvoice()).to.include({
      status: 'open',
      payment_status: 'none',
      amount_paid: 0n,
    })
    const payments = await story.payments()
    expect(payments).to.have.length(alterations.length)
    for (const payment of payments) {
      expect(payment).to.include({ payment_request_id: null, invoice_id: null, status: 'confirmed' })
    }
    expect(await story.eventTypes()).to.deep.equal([
      'invoice.created',
      ...alterations.flatMap(() => ['payment.pending', 'payment.unmatched']),
    ])
  })
})
