import { after, before, beforeEach, describe, it } from 'node:test'
import { expect } from 'chai'
import { fromTermsRow } from '../../../api/src/domain/terms.ts'
import { type FakeEvent, type FakeViews, idOf, randomHex } from '../support/fakeViews.ts'
import { addInvoice, addPaymentRequest } from '../support/invoices.ts'
import type { World } from '../support/world.ts'
import { beginStory, openStage, PAYER, type Story } from './support/story.ts'

describe('posting', () => {
  let world: World
  let views: FakeViews
  let story: Story

  before(async () => {
    ;({ world, views } = await openStage())
  })
  after(() => world.close())
  beforeEach(async () => {
    story = await beginStory({ world, views })
  })

  it('sees a payment as pending, and pays the invoice at its confirmations', async () => {
    await story.includeNow(story.charge)
    await story.post()
    expect((await story.currentInvoice()).payment_status).to.equal('pending')
    expect(await story.available()).to.equal(0n)
    await story.confirm()
    expect(await story.currentInvoice()).to.include({
      status: 'paid',
      payment_status: 'paid',
      amount_paid: 10_000_000n,
    })
    expect(await story.available()).to.equal(10_000_000n)
    expect(await story.eventTypes()).to.deep.equal([
      'invoice.created',
      'payment.pending',
      'payment.confirmed',
      'invoice.paid',
    ])
  })

  it('posts once when several workers post at the same time, and again and again', async () => {
    await story.includeNow(story.charge)
    await story.mine(2)
    await views.sync()
    await Promise.all([story.post(), story.post(), story.post(), story.post()])
    await Promise.all([story.post(), story.post()])
    expect(await story.available()).to.equal(10_000_000n)
    expect((await story.eventTypes()).filter((type) => type === 'invoice.paid')).to.have.length(1)
  })

  it('takes altered terms with the same invoiceRef as unmatched and leaves the invoice open', async () => {
    const terms = { ...story.request.terms, amount: '1' }
    const altered = { ...story.charge, terms, paymentId: idOf(world, fromTermsRow(terms)), amount: 1n }
    await story.includeNow(altered)
    await story.post()
    await story.confirm()
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
      amount: 1n,
    })
    expect(await story.eventTypes()).to.include('payment.unmatched')
    expect(await story.available()).to.equal(1n)
  })

  it('lets nobody wait for a fact that cannot be posted', async () => {
    const bad = { ...story.charge, legs: [[`external:${PAYER}`, -5n] as [string, bigint]] }
    const otherInvoice = await addInvoice(world, story.merchant.owner)
    const otherRequest = await addPaymentRequest(world, otherInvoice, PAYER)
    const good: FakeEvent = {
      ...story.charge,
      identity: randomHex(),
      terms: otherRequest.terms,
      paymentId: otherRequest.onchain_id,
      logIndex: 1,
    }
    const block = await story.includeNow(bad)
    await views.show(good, block)
    await story.post()
    await story.confirm()
    expect((await story.currentInvoice()).status).to.equal('open')
    const other = await world.db
      .selectFrom('invoice')
      .select('status')
      .where('id', '=', otherInvoice.id)
      .executeTakeFirstOrThrow()
    expect(other.status).to.equal('paid')
    await views.hide(bad)
    await world.db
      .updateTable('chain_fact')
      .set({ status: 'reverted' })
      .where('identity', '=', bad.identity)
      .execute()
  })

  it('counts money for a void invoice without calling it paid', async () => {
    await world.db
      .updateTable('invoice')
      .set({ status: 'void', voided_at: new Date() })
      .where('id', '=', story.invoice.id)
      .execute()
    await story.includeNow(story.charge)
    await story.post()
    await story.confirm()
    expect(await story.currentInvoice()).to.include({ status: 'void', amount_paid: 10_000_000n })
    const types = await story.eventTypes()
    expect(types).to.include('invoice.paid_after_void')
    expect(types).to.not.include('invoice.paid')
  })

  it('never lowers what it has seen, whatever a slow worker thinks', async () => {
    const { postingChains } = world.ctx.store
    const chainId = BigInt(world.chain.chainId)
    const before = await postingChains.find(world.db, chainId)
    await postingChains.raise(world.db, chainId, 'highest_seen_block', 1n)
    await postingChains.raise(world.db, chainId, 'finalized_block', 0n)
    await postingChains.raiseHead(world.db, chainId, {
      head_block: 1n,
      head_time: new Date(0),
      updated_at: new Date(),
    })
    const after = await postingChains.find(world.db, chainId)
    for (const column of ['highest_seen_block', 'finalized_block', 'head_block', 'head_time'] as const) {
      expect(after?.[column]).to.deep.equal(before?.[column])
    }
  })

  it('refuses to change or delete the books, and entries that do not sum to zero', async () => {
    await story.includeNow(story.charge)
    await story.post()
    await story.confirm()
    const fails = async (work: Promise<unknown>) => {
      const outcome = await work.then(
        () => 'done',
        (error: Error) => error.message,
      )
      expect(outcome).to.match(/append-only|permission denied/)
    }
    await fails(world.db.deleteFrom('ledger_entry').execute())
    await fails(world.ctx.db.deleteFrom('ledger_transaction').execute())
  })

  it('moves its mark only over facts that are settled, and then calls them final', async () => {
    const block = await story.includeNow(story.charge)
    await views.sync(block)
    await story.post()
    const marked = async () => {
      const row = await world.ctx.store.postingChains.find(world.db, BigInt(world.chain.chainId))
      return row?.finalized_block ?? 0n
    }
    expect(Number(await marked())).to.be.below(Number(block))
    await story.mine(70)
    await views.sync(block)
    await story.post()
    await story.post()
    expect(await marked()).to.equal(block)
    expect((await story.payments())[0]?.status).to.equal('finalized')
  })

  it('calls nothing final that the indexer has not proven, so that a fact it finds later is still read', async () => {
    await story.includeNow(story.charge)
    await story.post()
    await story.mine(70)
    const head = await views.sync()
    await views.setCheckpoint(head, head)
    await views.setProven(0n)
    for (const _ of [1, 2]) await story.post()
    expect((await story.payments())[0]?.status).to.equal('confirmed')
    await views.setProven(head)
    for (const _ of [1, 2]) await story.post()
    expect((await story.payments())[0]?.status).to.equal('finalized')
  })
})
