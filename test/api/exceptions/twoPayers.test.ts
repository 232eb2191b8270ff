import { after, before, describe, it } from 'node:test'
import { expect } from 'chai'
import { beginStory, openStage, PAYER, type Stage } from '../posting/support/story.ts'
import { addPaymentRequest } from '../support/invoices.ts'
import { booksOf, paymentOf } from './support/payments.ts'

const OTHER = '0x70997970c51812dc3a010c7d01b50e0d17dc79c8'

describe('two payers pay the same invoice', () => {
  let stage: Stage
  before(async () => {
    stage = await openStage()
  })
  after(() => stage?.world.close())

  it('makes it overpaid by exactly the second payment, also in one block and with several workers', async () => {
    const { world, views } = stage
    const story = await beginStory(stage)
    const second = paymentOf(await addPaymentRequest(world, story.invoice, OTHER), { logIndex: 1 })
    const block = await story.includeNow(story.charge)
    await views.show(second, block)
    await Promise.all([story.post(), story.post(), story.post()])
    expect(await story.currentInvoice()).to.include({ status: 'open', payment_status: 'pending' })
    expect(await booksOf(world, story)).to.deep.equal({})
    await story.mine(2)
    await views.sync()
    await Promise.all([story.post(), story.post(), story.post()])
    expect(await story.currentInvoice()).to.include({
      status: 'paid',
      payment_status: 'overpaid',
      amount_paid: 20_000_000n,
    })
    expect((await story.payments()).map(({ status, captured }) => [status, captured])).to.deep.equal([
      ['confirmed', 10_000_000n],
      ['confirmed', 10_000_000n],
    ])
    expect(await booksOf(world, story)).to.deep.equal({
      [`external:${PAYER}`]: -10_000_000n,
      [`external:${OTHER}`]: -10_000_000n,
      [`available:${story.invoice.merchant_address}`]: 20_000_000n,
    })
    expect(await story.eventTypes()).to.deep.equal([
      'invoice.created',
      'payment.pending',
      'payment.pending',
      'payment.confirmed',
      'invoice.paid',
      'payment.confirmed',
      'invoice.overpaid',
    ])
  })
})
