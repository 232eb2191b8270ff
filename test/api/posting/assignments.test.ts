import { randomUUID } from 'node:crypto'
import { after, before, beforeEach, describe, it } from 'node:test'
import { expect } from 'chai'
import { fromTermsRow } from '../../../api/src/domain/terms.ts'
import type { InvoiceRow } from '../../../api/src/store/invoices.ts'
import type { PaymentRow } from '../../../api/src/store/payments.ts'
import { type FakeEvent, type FakeViews, idOf, randomHex } from '../support/fakeViews.ts'
import { addInvoice } from '../support/invoices.ts'
import { addMerchant } from '../support/merchants.ts'
import { type Reply, serveApi, type TestServer } from '../support/server.ts'
import type { World } from '../support/world.ts'
import { beginStory, openStage, type Story } from './support/story.ts'

describe('money that nobody asked for', () => {
  let world: World
  let views: FakeViews
  let server: TestServer
  let story: Story
  let unasked: FakeEvent
  let payment: PaymentRow

  before(async () => {
    ;({ world, views } = await openStage())
    server = await serveApi(world)
  })
  after(async () => {
    await server.close()
    await world.close()
  })
  /** Ten dollars under terms of the payer's own. */
  beforeEach(async () => {
    story = await beginStory({ world, views })
    const terms = { ...story.request.terms, salt: '77' }
    unasked = { ...story.charge, terms, paymentId: idOf(world, fromTermsRow(terms)), identity: randomHex() }
    await story.includeNow(unasked)
    await story.post()
    await story.confirm()
    const [found] = await story.payments()
    if (!found) throw new Error('the payment was not posted')
    payment = found
  })

  function assign(
    invoice: string,
    { key = story.merchant.key, id = payment.id, idempotencyKey = randomUUID() } = {},
  ): Promise<Reply> {
    const options = { key, idempotencyKey, body: { invoice } }
    return server.call('POST', `/v1/payments/${id}/assign`, options)
  }

  const invoiceNow = async (id: string): Promise<InvoiceRow> => {
    const row = await world.ctx.store.invoices.find(world.db, story.merchant.owner, id)
    if (!row) throw new Error(`invoice ${id} is gone`)
    return row
  }

  it('pays the invoice that its merchant names, once, and stays unmatched', async () => {
    const reply = await assign(story.invoice.id)
    expect(reply.status, JSON.stringify(reply.body)).to.equal(200)
    expect(reply.body).to.include({ matched: false, invoice: story.invoice.id, payment_request: null })
    expect(reply.body.assigned_at).to.be.a('string')
    expect(await invoiceNow(story.invoice.id)).to.include({ status: 'paid', amount_paid: 10_000_000n })
    expect(await story.available()).to.equal(10_000_000n)
    expect((await story.eventTypes()).slice(-3)).to.deep.equal([
      'payment.unmatched',
      'payment.assigned',
      'invoice.paid',
    ])
    const list = async (matched: boolean) =>
      (await server.call('GET', `/v1/payments?matched=${matched}`, { key: story.merchant.key })).body.data
    expect(await list(false)).to.have.length(1)
    expect(await list(true)).to.deep.equal([])
    const again = await assign(story.invoice.id)
    expect(again.body).to.include({ code: 'payment_already_assigned', status: 409 })
  })

  it('reopens the invoice when a reorganisation removes it, and counts again when it is mined again', async () => {
    await assign(story.invoice.id)
    await story.reorganise(unasked, 4)
    await story.post()
    expect(await invoiceNow(story.invoice.id)).to.include({ status: 'open', amount_paid: 0n })
    expect(await story.available()).to.equal(0n)
    await story.mine(3)
    await story.includeNow(unasked)
    await story.post()
    expect((await invoiceNow(story.invoice.id)).payment_status).to.equal('pending')
    await story.confirm()
    expect(await invoiceNow(story.invoice.id)).to.include({ status: 'paid', amount_paid: 10_000_000n })
    expect(await story.available()).to.equal(10_000_000n)
  })

  it('goes to one of two invoices at once', async () => {
    const other = await addInvoice(world, story.merchant.owner)
    const both = await Promise.all([assign(story.invoice.id), assign(other.id)])
    expect(both.map(({ status }) => status).sort()).to.deep.equal([200, 409])
    const paid = [await invoiceNow(story.invoice.id), await invoiceNow(other.id)]
    expect(paid.map(({ amount_paid }) => amount_paid).sort()).to.deep.equal([0n, 10_000_000n])
  })

  it('never pays an invoice that is voided at the same time', async () => {
    const [assigned, voided] = await Promise.all([
      assign(story.invoice.id),
      server.call('POST', `/v1/invoices/${story.invoice.id}/void`, { key: story.merchant.key }),
    ])
    expect([assigned.status, voided.status].sort()).to.deep.equal([200, 409])
    const { status, amount_paid } = await invoiceNow(story.invoice.id)
    expect({ status, amount_paid }).to.deep.equal(
      assigned.status === 200
        ? { status: 'paid', amount_paid: 10_000_000n }
        : { status: 'void', amount_paid: 0n },
    )
  })

  it('waits for posting a moment only, and never to be refused', async () => {
    const idempotencyKey = randomUUID()
    await whilePosting(async () => {
      // Were these to wait for the books, they would not be answered before posting ends, which is after this.
      const refusals = await Promise.all([
        assign('inv_01h2xcejqtf2nbrexx3vqjhp41'),
        assign(story.invoice.id, { id: 'pay_01h2xcejqtf2nbrexx3vqjhp41' }),
      ])
      expect(refusals.map(({ body }) => [body.code, body.param])).to.deep.equal([
        ['not_found', 'invoice'],
        ['not_found', 'id'],
      ])
      const busy = await assign(story.invoice.id, { idempotencyKey })
      expect([busy.status, busy.body.code]).to.deep.equal([409, 'posting_busy'])
      expect(busy.headers.get('retry-after')).to.equal('2')
    })
    expect((await assign(story.invoice.id, { idempotencyKey })).status).to.equal(200)
  })

  /** Holds the books of the chain, as a round of posting does. */
  async function whilePosting(work: () => Promise<void>): Promise<void> {
    await world.db.transaction().execute(async (tx) => {
      await world.ctx.store.locks.lock(tx, `posting:${world.chain.chainId}`)
      await work()
    })
  }

  it('is held to its invoice by the database itself', async () => {
    await assign(story.invoice.id)
    const other = await addInvoice(world, story.merchant.owner)
    const change = { invoice_id: other.id, assigned_at: new Date() }
    const moved = await world.ctx.store.payments.update(world.db, payment.id, change).catch((error) => error)
    expect(String(moved)).to.match(/counts toward an invoice already/)
  })

  it('is refused where it was asked for, went back, or the invoice takes no such money', async () => {
    const voided = await addInvoice(world, story.merchant.owner)
    await server.call('POST', `/v1/invoices/${voided.id}/void`, { key: story.merchant.key })
    expect((await assign(voided.id)).body).to.include({ code: 'invoice_not_open', param: 'invoice' })
    const stranger = await addMerchant(world)
    expect((await assign(story.invoice.id, { key: stranger.key })).body).to.include({
      code: 'not_found',
      param: 'id',
    })
    const theirs = await addInvoice(world, stranger.owner)
    expect((await assign(theirs.id)).body).to.include({ code: 'not_found', param: 'invoice' })
    const narrow = await addMerchant(world, { scopes: ['payments:read'] })
    expect((await assign(story.invoice.id, { key: narrow.key })).body.code).to.equal('insufficient_scope')
    expect((await assign('inv_x')).body).to.include({ code: 'invalid_request', param: 'invoice' })
    await story.includeNow({ ...unasked, identity: randomHex(), kind: 'refunded', amount: 1n })
    await story.post()
    await story.confirm()
    expect((await assign(story.invoice.id)).body).to.include({ code: 'payment_not_assignable', param: 'id' })
  })

  it('is not assigned once it was asked for by a request, and not before it is confirmed', async () => {
    await story.includeNow(story.charge)
    await story.post()
    const asked = (await story.payments()).find((row) => row.payment_request_id !== null)
    const other = await addInvoice(world, story.merchant.owner)
    expect((await assign(other.id, { id: asked?.id ?? '' })).body).to.include({
      code: 'payment_already_assigned',
    })
    const terms = { ...story.request.terms, salt: '78' }
    const next = { ...unasked, terms, paymentId: idOf(world, fromTermsRow(terms)), identity: randomHex() }
    await story.includeNow(next)
    await story.post()
    const pending = (await story.payments()).find((row) => row.onchain_id === next.paymentId)
    expect((await assign(other.id, { id: pending?.id ?? '' })).body).to.include({
      code: 'payment_not_confirmed',
    })
  })

  it('is refunded like any other payment', async () => {
    const reply = await server.call('POST', '/v1/refunds', {
      key: story.merchant.key,
      idempotencyKey: randomUUID(),
      body: { payment: payment.id, amount: '4000000' },
    })
    expect(reply.body, JSON.stringify(reply.body)).to.include({ status: 'requires_signature' })
    await story.includeNow({
      ...unasked,
      identity: randomHex(),
      txHash: randomHex(),
      kind: 'refunded',
      amount: 4_000_000n,
    })
    await story.post()
    await story.confirm()
    const read = await server.call('GET', `/v1/refunds/${reply.body.id}`, { key: story.merchant.key })
    expect(read.body).to.include({ status: 'succeeded', source: 'api' })
    expect(await story.available()).to.equal(6_000_000n)
  })
})
