import { after, before, describe, it } from 'node:test'
import { expect } from 'chai'
import { beginStory, openStage, PAYER, type Stage } from '../posting/support/story.ts'
import { addInvoice, addPaymentRequest } from '../support/invoices.ts'
import { booksOf, happen, paymentOf } from './support/payments.ts'

const OTHER = '0x70997970c51812dc3a010c7d01b50e0d17dc79c8'

describe('a part of an invoice is paid', () => {
  let stage: Stage
  before(async () => {
    stage = await openStage()
  })
  after(() => stage?.world.close())

  it('leaves the invoice open for the rest, which another payer may pay', async () => {
    const story = await beginStory(stage)
    const { world } = stage
    const available = `available:${story.invoice.merchant_address}`
    await happen(story, paymentOf(await addPaymentRequest(world, story.invoice, PAYER, '3999999')))
    expect(await story.currentInvoice()).to.include({
      status: 'open',
      payment_status: 'partial',
      amount_paid: 3_999_999n,
      paid_at: null,
    })
    expect(await booksOf(world, story)).to.deep.equal({
      [`external:${PAYER}`]: -3_999_999n,
      [available]: 3_999_999n,
    })
    const rest = await addPaymentRequest(world, story.invoice, OTHER)
    expect(rest.terms.amount).to.equal('6000001')
    await happen(story, paymentOf(rest))
    expect(await story.currentInvoice()).to.include({
      status: 'paid',
      payment_status: 'paid',
      amount_paid: 10_000_000n,
      paid_late: false,
    })
    expect(await booksOf(world, story)).to.deep.equal({
      [`external:${PAYER}`]: -3_999_999n,
      [`external:${OTHER}`]: -6_000_001n,
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
    ])
  })

  it('pays the invoice where what is missing lies within its tolerance, and not one unit below', async () => {
    const { world } = stage
    const story = await beginStory(stage)
    for (const [paid, status] of [
      ['9899999', 'open'],
      ['9900000', 'paid'],
    ] as const) {
      story.invoice = await addInvoice(world, story.merchant.owner, { toleranceBps: 100 })
      await happen(story, paymentOf(await addPaymentRequest(world, story.invoice, PAYER, paid)))
      expect(await story.currentInvoice()).to.include({ status, amount_paid: BigInt(paid) })
    }
    expect(await booksOf(world, story)).to.deep.equal({
      [`external:${PAYER}`]: -19_799_999n,
      [`available:${story.invoice.merchant_address}`]: 19_799_999n,
    })
  })

  it('asks for no more than is due, and never for nothing', async () => {
    const { world } = stage
    const { invoice } = await beginStory(stage)
    for (const amount of ['10000001', '0', '1.5']) {
      const outcome = await addPaymentRequest(world, invoice, PAYER, amount).catch((error) => error.code)
      expect(outcome).to.equal('invalid_amount')
    }
  })
})
