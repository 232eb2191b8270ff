import { after, before, describe, it } from 'node:test'
import { expect } from 'chai'
import { fromTermsRow } from '../../../api/src/domain/terms.ts'
import { beginStory, openStage, PAYER, type Stage } from '../posting/support/story.ts'
import { idOf } from '../support/fakeViews.ts'
import { addPaymentRequest } from '../support/invoices.ts'
import { booksOf, happen, paymentOf } from './support/payments.ts'

const OTHER_TOKEN = '0x00000000000000000000000000000000000000aa'

describe('a payer pays in another token', () => {
  let stage: Stage
  before(async () => {
    stage = await openStage()
  })
  after(() => stage?.world.close())

  it('pays no invoice: the money is unmatched, and stands in the books as what it is', async () => {
    const { world } = stage
    const story = await beginStory(stage)
    const terms = { ...story.request.terms, token: OTHER_TOKEN } as const
    const paymentId = idOf(world, fromTermsRow(terms))
    await happen(story, paymentOf(story.request, { terms, paymentId }))
    expect(await story.currentInvoice()).to.include({
      status: 'open',
      payment_status: 'none',
      amount_paid: 0n,
    })
    const [payment] = await story.payments()
    expect(payment).to.include({
      payment_request_id: null,
      invoice_id: null,
      status: 'confirmed',
      token: OTHER_TOKEN,
      captured: 10_000_000n,
    })
    const available = `available:${story.invoice.merchant_address}`
    const wrong = {
      [`external:${PAYER} in ${OTHER_TOKEN}`]: -10_000_000n,
      [`${available} in ${OTHER_TOKEN}`]: 10_000_000n,
    }
    expect(await booksOf(world, story)).to.deep.equal(wrong)

    // The invoice still waits for its own token, and is paid by it alone.
    await happen(story, paymentOf(await addPaymentRequest(world, story.invoice, PAYER)))
    expect(await story.currentInvoice()).to.include({ status: 'paid', amount_paid: 10_000_000n })
    expect(await booksOf(world, story)).to.deep.equal({
      ...wrong,
      [`external:${PAYER}`]: -10_000_000n,
      [available]: 10_000_000n,
    })
    expect(await story.eventTypes()).to.deep.equal([
      'invoice.created',
      'payment.pending',
      'payment.unmatched',
      'payment.pending',
      'payment.confirmed',
      'invoice.paid',
    ])
  })

  it('is issued no terms in it', async () => {
    const { world } = stage
    const { invoice } = await beginStory(stage)
    const ask = (token: string) => addPaymentRequest(world, invoice, PAYER, undefined, token)
    expect(await ask(OTHER_TOKEN).catch((error) => error.code)).to.equal('token_not_supported')
    expect(await ask(invoice.token)).to.include({ invoice_id: invoice.id })
  })
})
