import { after, before, describe, it } from 'node:test'
import { expect } from 'chai'
import { beginStory, openStage, PAYER, type Stage } from '../posting/support/story.ts'
import { addPaymentRequest } from '../support/invoices.ts'
import { booksOf, happen, paymentOf } from './support/payments.ts'

describe('a payer pays more than is asked for', () => {
  let stage: Stage
  before(async () => {
    stage = await openStage()
  })
  after(() => stage?.world.close())

  it('makes the invoice overpaid, and what is too much can go back to the last unit', async () => {
    const { world } = stage
    const story = await beginStory(stage)
    const available = `available:${story.invoice.merchant_address}`
    // Terms for the whole and for a part were open at the same time; the payer accepts both.
    const part = paymentOf(await addPaymentRequest(world, story.invoice, PAYER, '4000001'))
    await happen(story, part)
    await happen(story, story.charge)
    const overpaid = { status: 'paid', payment_status: 'overpaid', amount_paid: 14_000_001n }
    expect(await story.currentInvoice()).to.include(overpaid)
    expect(await booksOf(world, story)).to.deep.equal({
      [`external:${PAYER}`]: -14_000_001n,
      [available]: 14_000_001n,
    })

    await happen(story, paymentOf(story.request, { kind: 'refunded', amount: 4_000_001n }))
    // A refund is a fact of its own: it does not unpay the invoice, and does not hide what was collected.
    expect(await story.currentInvoice()).to.include(overpaid)
    expect((await story.payments()).map(({ refunded }) => refunded).sort()).to.deep.equal([0n, 4_000_001n])
    expect(await booksOf(world, story)).to.deep.equal({
      [`external:${PAYER}`]: -10_000_000n,
      [available]: 10_000_000n,
    })
    expect(await story.eventTypes()).to.deep.equal([
      'invoice.created',
      'payment.pending',
      'payment.confirmed',
      'invoice.partially_paid',
      'payment.pending',
      'payment.confirmed',
      'invoice.paid',
      'invoice.overpaid',
      'payment.refunded',
      'refund.created',
      'refund.succeeded',
    ])
  })
})
