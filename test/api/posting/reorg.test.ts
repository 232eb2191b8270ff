import { after, before, beforeEach, describe, it } from 'node:test'
import { expect } from 'chai'
import { fromTermsRow, type TermsRow } from '../../../api/src/domain/terms.ts'
import { confirmFacts } from '../../../api/src/services/posting/confirmFacts.ts'
import { postChain } from '../../../api/src/services/posting/postChain.ts'
import { readSnapshot } from '../../../api/src/services/posting/readSnapshot.ts'
import { recordSeen } from '../../../api/src/services/posting/recordSeen.ts'
import { type FakeEvent, type FakeViews, idOf, randomHex } from '../support/fakeViews.ts'
import { addInvoice, addPaymentRequest } from '../support/invoices.ts'
import type { World } from '../support/world.ts'
import { beginStory, openStage, PAYER, type Story } from './support/story.ts'

const STRANGER = '0x7777777777777777777777777777777777777777'

describe('posting through reorganisations', () => {
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

  it('does not take a missing row for a reversal: not while the indexer is behind', async () => {
    const block = await story.includeNow(story.charge)
    await story.post()
    await views.hide(story.charge)
    await views.setCheckpoint(block - 1n)
    await views.reorg(1)
    await story.post()
    expect((await story.currentInvoice()).payment_status).to.equal('pending')
    expect(await story.eventTypes()).to.not.include('payment.reverted')
    await views.sync()
    await views.show(story.charge, block)
  })

  it('does not take a missing row for a reversal: not while its block is canonical', async () => {
    const block = await story.includeNow(story.charge)
    await story.post()
    await views.hide(story.charge)
    await story.mine(5)
    await views.sync()
    await story.post()
    // In doubt it is neither taken back nor believed.
    expect((await story.payments())[0]?.status).to.equal('pending')
    expect(await story.eventTypes()).to.not.include('payment.reverted')
    await views.show(story.charge, block)
    await story.post()
    expect((await story.payments())[0]?.status).to.equal('confirmed')
  })

  it('takes a pending payment back when all three proofs hold, and pays once when it is mined again', async () => {
    await story.includeNow(story.charge)
    await story.post()
    await story.reorganise(story.charge)
    await story.post()
    expect(await story.currentInvoice()).to.include({ status: 'open', payment_status: 'none' })
    expect((await story.payments())[0]?.status).to.equal('reverted')

    await story.includeNow(story.charge)
    await story.post()
    await story.confirm()
    expect(await story.currentInvoice()).to.include({ status: 'paid', amount_paid: 10_000_000n })
    expect(await story.payments()).to.have.length(1)
    expect(await story.available()).to.equal(10_000_000n)
    expect(await story.eventTypes()).to.deep.equal([
      'invoice.created',
      'payment.pending',
      'payment.reverted',
      'payment.pending',
      'payment.confirmed',
      'invoice.paid',
    ])
    const inclusions = await world.db
      .selectFrom('chain_fact')
      .select(['inclusion', 'status'])
      .where('identity', '=', story.charge.identity)
      .orderBy('inclusion')
      .execute()
    expect(inclusions).to.deep.equal([
      { inclusion: 1, status: 'reverted' },
      { inclusion: 2, status: 'confirmed' },
    ])
  })

  it('reverses the entries of a confirmed payment that a reorganisation removed, and opens the invoice again', async () => {
    await story.includeNow(story.charge)
    await story.post()
    await story.confirm()
    await story.reorganise(story.charge, 4)
    await story.post()
    expect(await story.currentInvoice()).to.include({
      status: 'open',
      payment_status: 'none',
      amount_paid: 0n,
      paid_at: null,
    })
    expect(await story.available()).to.equal(0n)
    const directions = await world.db
      .selectFrom('ledger_transaction')
      .select('direction')
      .where('identity', '=', story.charge.identity)
      .execute()
    expect(directions.map((row) => row.direction).sort()).to.deep.equal(['post', 'reverse'])
    expect(await story.eventTypes()).to.include.members(['payment.reverted', 'invoice.reopened'])
  })

  it('keeps a payment that moved to another block, without telling it twice', async () => {
    await story.includeNow(story.charge)
    await story.post()
    await story.reorganise(story.charge)
    await story.includeNow(story.charge)
    await story.post()
    await story.confirm()
    expect(await story.eventTypes()).to.deep.equal([
      'invoice.created',
      'payment.pending',
      'payment.confirmed',
      'invoice.paid',
    ])
  })

  it('takes a confirmation back that counts anew in another order of the merchant’s balance', async () => {
    const elsewhere: FakeEvent = { ...story.charge, identity: randomHex() }
    await story.includeNow(story.charge)
    await story.post()
    await story.confirm()
    await story.reorganise(story.charge, 4)
    // The same payment, whose event says another sequence number.
    await story.includeNow(elsewhere)
    await story.post()
    await story.confirm()
    expect((await story.currentInvoice()).status).to.equal('paid')
    expect(await story.available()).to.equal(10_000_000n)
    expect(await story.eventTypes()).to.deep.equal([
      'invoice.created',
      'payment.pending',
      'payment.confirmed',
      'invoice.paid',
      'payment.reversed',
      'invoice.reopened',
      'payment.confirmed',
      'invoice.paid',
    ])
  })

  it('confirms no second charge of a payment before the first is taken back, whatever another round believes', async () => {
    const elsewhere: FakeEvent = { ...story.charge, identity: randomHex() }
    await story.includeNow(story.charge)
    await story.post()
    await story.confirm()
    await story.reorganise(story.charge, 4)
    await story.includeNow(elsewhere)
    const snapshot = await readSnapshot(world.ctx, world.chain)
    if (snapshot) await recordSeen(world.ctx, world.chain, snapshot)
    await story.mine(2)
    const head = await views.sync()
    // A round that began before the reorg doubts nothing.
    await confirmFacts(world.ctx, world.chain, { head, final: 0n }, new Set())
    const confirmations = async () =>
      (await story.eventTypes()).filter((type) => /^payment\.(confirmed|reversed)$/.test(type))
    expect(await confirmations()).to.deep.equal(['payment.confirmed'])
    await story.post()
    expect(await confirmations()).to.deep.equal([
      'payment.confirmed',
      'payment.reversed',
      'payment.confirmed',
    ])
    expect(await story.available()).to.equal(10_000_000n)
  })

  it('takes a charge back under a refund that stands, when the charge comes back in another order', async () => {
    const refund: FakeEvent = { ...story.charge, identity: randomHex(), kind: 'refunded', amount: 4_000_000n }
    const elsewhere: FakeEvent = { ...story.charge, identity: randomHex() }
    await story.includeNow(story.charge)
    await story.includeNow(refund)
    await story.post()
    await story.confirm()
    await views.hide(refund)
    await story.reorganise(story.charge, 6)
    await story.mine(3)
    await story.includeNow(elsewhere)
    await story.includeNow(refund)
    await story.post()
    await story.confirm()
    const [payment] = await story.payments()
    expect(payment).to.include({ captured: 10_000_000n, refunded: 4_000_000n, refundable: 6_000_000n })
    const told = (await story.eventTypes()).filter((type) => /^payment\.(confirmed|reversed)$/.test(type))
    expect(told).to.deep.equal(['payment.confirmed', 'payment.reversed', 'payment.confirmed'])
    expect(await story.available()).to.equal(6_000_000n)
  })

  it('takes an unreachable height for no proof: a node that lags reverses nothing', async () => {
    const block = await story.includeNow(story.charge)
    await story.post()
    await story.confirm()
    await views.hide(story.charge)
    await story.mine(1)
    await views.sync()
    const { heads, facts } = world.ctx.chain
    const lagging = {
      ...world.ctx.chain,
      heads: { ...heads, readBlockHash: async () => null, readBlockHashes: async () => new Map() },
      facts: { ...facts, factExists: async () => false },
    }
    await postChain({ ...world.ctx, chain: lagging }, world.chain)
    expect((await story.currentInvoice()).status).to.equal('paid')
    await views.show(story.charge, block)
  })

  it('lets 150 facts in doubt hold back nobody', async () => {
    await story.mine(1)
    const block = await views.sync()
    const strangers = Array.from({ length: 150 }, (_, index): FakeEvent => {
      const terms: TermsRow = { ...story.request.terms, salt: String(index), merchant: STRANGER }
      const id = idOf(world, fromTermsRow(terms))
      return { ...story.charge, identity: randomHex(), terms, paymentId: id, logIndex: index }
    })
    for (const stranger of strangers) await views.show(stranger, block)
    await views.replaceBlockHash(block, randomHex())
    await story.post()
    await story.includeNow(story.charge)
    await story.post()
    await story.confirm()
    expect((await story.currentInvoice()).status).to.equal('paid')
    for (const stranger of strangers) await views.hide(stranger)
    await world.db
      .updateTable('chain_fact')
      .set({ status: 'reverted' })
      .where('account', '=', STRANGER)
      .execute()
  })

  it('tells nothing of a capture that vanished before it was confirmed, and of a confirmed one that it went back', async () => {
    story.invoice = await addInvoice(world, story.merchant.owner, { captureMethod: 'manual' })
    story.request = await addPaymentRequest(world, story.invoice, PAYER)
    const authorization: FakeEvent = {
      ...story.charge,
      kind: 'authorized',
      terms: story.request.terms,
      paymentId: story.request.onchain_id,
    }
    const capture: FakeEvent = { ...authorization, identity: randomHex(), kind: 'captured' }
    await story.includeNow(authorization)
    await story.post()
    await story.confirm()
    await story.includeNow(capture)
    await story.post()
    await story.reorganise(capture)
    await story.post()
    expect((await story.payments())[0]).to.include({
      status: 'confirmed',
      captured: 0n,
      capturable: 10_000_000n,
    })
    await story.includeNow(capture)
    await story.post()
    await story.confirm()
    expect((await story.currentInvoice()).status).to.equal('paid')
    await story.reorganise(capture, 4)
    await story.post()
    expect((await story.payments())[0]).to.include({
      status: 'confirmed',
      captured: 0n,
      capturable: 10_000_000n,
    })
    expect((await story.eventTypes()).slice(2)).to.deep.equal([
      'payment.pending',
      'payment.confirmed',
      'payment.captured',
      'invoice.paid',
      'payment.reversed',
      'invoice.reopened',
    ])
  })
})
