import { after, before, describe, it } from 'node:test'
import { expect } from 'chai'
import { markInvoiceUncollectible } from '../../../api/src/services/markInvoiceUncollectible.ts'
import { voidInvoice } from '../../../api/src/services/voidInvoice.ts'
import { beginStory, openStage, PAYER, type Stage, type Story } from '../posting/support/story.ts'
import { addPaymentRequest } from '../support/invoices.ts'
import { booksOf, happen, paymentOf } from './support/payments.ts'

describe('a payment comes after the invoice was ended', () => {
  let stage: Stage
  before(async () => {
    stage = await openStage()
  })
  after(() => stage?.world.close())

  const end = (story: Story, work: typeof voidInvoice) =>
    stage.world.db
      .transaction()
      .execute((tx) => work({ ...stage.world.ctx, db: tx }, story.merchant.owner, story.invoice.id))

  it('counts the money of a void invoice, tells it once, and asks for nothing', async () => {
    const { world } = stage
    const story = await beginStory(stage)
    const part = paymentOf(await addPaymentRequest(world, story.invoice, PAYER, '1'))
    await end(story, voidInvoice)
    const available = `available:${story.invoice.merchant_address}`
    await happen(story, part)
    expect(await story.currentInvoice()).to.include({
      status: 'void',
      payment_status: 'partial',
      amount_paid: 1n,
    })
    expect(await booksOf(world, story)).to.deep.equal({ [`external:${PAYER}`]: -1n, [available]: 1n })
    await happen(story, story.charge)
    expect(await story.currentInvoice()).to.include({
      status: 'void',
      payment_status: 'overpaid',
      amount_paid: 10_000_001n,
    })
    expect(await booksOf(world, story)).to.deep.equal({
      [`external:${PAYER}`]: -10_000_001n,
      [available]: 10_000_001n,
    })
    const refused = await addPaymentRequest(world, await story.currentInvoice(), PAYER).catch(
      (error) => error.code,
    )
    expect(refused).to.equal('invoice_void')
    expect(await story.eventTypes()).to.deep.equal([
      'invoice.created',
      'invoice.voided',
      'payment.pending',
      'payment.confirmed',
      'payment.pending',
      'payment.confirmed',
      'invoice.paid_after_void',
      'invoice.overpaid',
    ])
  })

  it('pays an invoice that was given up, and leaves it given up when the payment is taken back', async () => {
    const { world } = stage
    const story = await beginStory(stage)
    await end(story, markInvoiceUncollectible)
    await happen(story, story.charge)
    expect(await story.currentInvoice()).to.include({ status: 'paid', amount_paid: 10_000_000n })
    expect(await booksOf(world, story)).to.deep.equal({
      [`external:${PAYER}`]: -10_000_000n,
      [`available:${story.invoice.merchant_address}`]: 10_000_000n,
    })
    await story.reorganise(story.charge, 4)
    await story.post()
    expect(await story.currentInvoice()).to.include({ status: 'uncollectible', amount_paid: 0n })
    expect(await booksOf(world, story)).to.deep.equal({})
    expect(await story.eventTypes()).to.deep.equal([
      'invoice.created',
      'invoice.marked_uncollectible',
      'payment.pending',
      'payment.confirmed',
      'invoice.paid',
      'payment.reverted',
      'invoice.reopened',
    ])
  })
})
