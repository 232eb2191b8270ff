import { after, before, describe, it } from 'node:test'
import { expect } from 'chai'
import { tellDeadlines } from '../../../api/src/services/invoices/tellDeadlines.ts'
import { beginStory, openStage, PAYER, type Stage, type Story } from '../posting/support/story.ts'
import { addInvoice, addPaymentRequest } from '../support/invoices.ts'
import { booksOf, happen, paymentOf } from './support/payments.ts'

const DAY_MS = 24 * 60 * 60 * 1000

describe('a payment comes late', () => {
  let stage: Stage
  before(async () => {
    stage = await openStage()
  })
  after(() => stage?.world.close())

  /** A story whose invoice was written two days ago and was due a day ago, or is due tomorrow. */
  async function begin(dueInDays: number, captureMethod: 'automatic' | 'manual'): Promise<Story> {
    const { world } = stage
    const story = await beginStory(stage)
    const ctx = world.openCtx({ clock: { now: () => new Date(Date.now() - 2 * DAY_MS) } })
    story.invoice = await addInvoice({ ...world, ctx }, story.merchant.owner, {
      dueAt: new Date(Date.now() + dueInDays * DAY_MS).toISOString(),
      captureMethod,
    })
    return story
  }

  it('is told as past due once, then paid late, with every unit in the books', async () => {
    const { world } = stage
    const story = await begin(-1, 'automatic')
    await Promise.all([tellDeadlines(world.ctx), tellDeadlines(world.ctx)])
    await tellDeadlines(world.ctx)
    await happen(story, paymentOf(await addPaymentRequest(world, story.invoice, PAYER)))
    expect(await story.currentInvoice()).to.include({
      status: 'paid',
      payment_status: 'paid',
      paid_late: true,
      amount_paid: 10_000_000n,
    })
    expect(await booksOf(world, story)).to.deep.equal({
      [`external:${PAYER}`]: -10_000_000n,
      [`available:${story.invoice.merchant_address}`]: 10_000_000n,
    })
    expect((await story.eventTypes()).slice(2)).to.deep.equal([
      'invoice.past_due',
      'payment.pending',
      'payment.confirmed',
      'invoice.paid',
    ])
  })

  it('is not late where the payer paid in time, and waits for it before it says past due', async () => {
    const { world, views } = stage
    const story = await begin(1, 'manual')
    const request = await addPaymentRequest(world, story.invoice, PAYER)
    await happen(story, paymentOf(request))
    const escrow = `escrow:${request.onchain_id}`
    expect(await booksOf(world, story)).to.deep.equal({
      [`external:${PAYER}`]: -10_000_000n,
      [escrow]: 10_000_000n,
    })
    const later = world.openCtx({ clock: { now: () => new Date(Date.now() + 2 * DAY_MS) } })
    await tellDeadlines(later)
    await views.rpc.increaseTime({ seconds: (2 * DAY_MS) / 1000 })
    await happen(story, paymentOf(request, { kind: 'captured' }))
    expect(await story.currentInvoice()).to.include({ status: 'paid', paid_late: false })
    expect(await booksOf(world, story)).to.deep.equal({
      [`external:${PAYER}`]: -10_000_000n,
      [`available:${story.invoice.merchant_address}`]: 10_000_000n,
    })
    expect(await story.eventTypes()).to.not.include('invoice.past_due')
  })
})
