import { after, before, beforeEach, describe, it } from 'node:test'
import { expect } from 'chai'
import { fromTermsRow, type TermsRow } from '../../../api/src/domain/terms.ts'
import { postChain } from '../../../api/src/services/posting/postChain.ts'
import type { InvoiceRow } from '../../../api/src/store/invoices.ts'
import type { PaymentRequestRow } from '../../../api/src/store/paymentRequests.ts'
import { type FakeEvent, type FakeViews, idOf, openFakeViews, randomHex } from '../support/fakeViews.ts'
import { addInvoice, addPaymentRequest } from '../support/invoices.ts'
import { addMerchant, type TestMerchant } from '../support/merchants.ts'
import { openWorld, type World } from '../support/world.ts'

const STRANGER = '0x7777777777777777777777777777777777777777'
const PAYER = '0x15d34aaf54267db7d7c367839aaf71a00a2c6a65'

describe('posting', () => {
  let world: World
  let views: FakeViews
  let merchant: TestMerchant
  let invoice: InvoiceRow
  let request: PaymentRequestRow
  let charge: FakeEvent

  before(async () => {
    world = await openWorld({ confirmations: 3 })
    views = await openFakeViews(world)
  })
  after(() => world.close())
  beforeEach(async () => {
    merchant = await addMerchant(world)
    invoice = await addInvoice(world, merchant.owner)
    request = await addPaymentRequest(world, invoice, PAYER)
    charge = {
      identity: randomHex(),
      kind: 'charged',
      terms: request.terms,
      paymentId: request.onchain_id,
      amount: invoice.amount,
    }
  })

  const post = () => postChain(world.ctx, world.chain)
  const mine = (blocks: number) => views.rpc.mine({ blocks })

  /** Shows an event in the newest block of the chain. */
  async function includeNow(event: FakeEvent): Promise<bigint> {
    await mine(1)
    const head = await views.sync()
    await views.show(event, head)
    return head
  }

  async function confirm(): Promise<void> {
    await mine(2)
    await views.sync()
    await post()
  }

  const currentInvoice = () =>
    world.db.selectFrom('invoice').selectAll().where('id', '=', invoice.id).executeTakeFirstOrThrow()

  const payments = () =>
    world.db.selectFrom('payment').selectAll().where('merchant_id', '=', merchant.owner.merchantId).execute()

  async function eventTypes(): Promise<string[]> {
    const rows = await world.db
      .selectFrom('event')
      .select(['type', 'seq'])
      .where('merchant_id', '=', merchant.owner.merchantId)
      .orderBy('seq')
      .execute()
    expect(rows.map((row) => row.seq)).to.deep.equal(rows.map((_row, index) => BigInt(index + 1)))
    return rows.map((row) => row.type)
  }

  const available = () =>
    world.ctx.store.ledger.balance(
      world.db,
      BigInt(world.chain.chainId),
      invoice.token,
      `available:${invoice.merchant_address}`,
    )

  it('sees a payment as pending, and pays the invoice at its confirmations', async () => {
    await includeNow(charge)
    await post()
    expect((await currentInvoice()).payment_status).to.equal('pending')
    expect(await available()).to.equal(0n)
    await confirm()
    expect(await currentInvoice()).to.include({
      status: 'paid',
      payment_status: 'paid',
      amount_paid: 10_000_000n,
    })
    expect(await available()).to.equal(10_000_000n)
    expect(await eventTypes()).to.deep.equal([
      'invoice.created',
      'payment.pending',
      'payment.confirmed',
      'invoice.paid',
    ])
  })

  it('posts once when several workers post at the same time, and again and again', async () => {
    await includeNow(charge)
    await mine(2)
    await views.sync()
    await Promise.all([post(), post(), post(), post()])
    await Promise.all([post(), post()])
    expect(await available()).to.equal(10_000_000n)
    expect((await eventTypes()).filter((type) => type === 'invoice.paid')).to.have.length(1)
  })

  it('takes altered terms with the same invoiceRef as unmatched and leaves the invoice open', async () => {
    const terms = { ...request.terms, amount: '1' }
    const altered = { ...charge, terms, paymentId: idOf(world, fromTermsRow(terms)), amount: 1n }
    await includeNow(altered)
    await post()
    await confirm()
    expect(await currentInvoice()).to.include({ status: 'open', payment_status: 'none', amount_paid: 0n })
    const [payment] = await payments()
    expect(payment).to.include({
      payment_request_id: null,
      invoice_id: null,
      status: 'confirmed',
      amount: 1n,
    })
    expect(await eventTypes()).to.include('payment.unmatched')
    expect(await available()).to.equal(1n)
  })

  it('does not take a missing row for a reversal: not while the indexer is behind', async () => {
    const block = await includeNow(charge)
    await post()
    await views.hide(charge)
    await views.setCheckpoint(block - 1n)
    await views.reorg(1)
    await post()
    expect((await currentInvoice()).payment_status).to.equal('pending')
    expect(await eventTypes()).to.not.include('payment.reverted')
    await views.sync()
    await views.show(charge, block)
  })

  it('does not take a missing row for a reversal: not while its block is canonical', async () => {
    const block = await includeNow(charge)
    await post()
    await views.hide(charge)
    await mine(5)
    await views.sync()
    await post()
    // In doubt it is neither taken back nor believed.
    expect((await payments())[0]?.status).to.equal('pending')
    expect(await eventTypes()).to.not.include('payment.reverted')
    await views.show(charge, block)
    await post()
    expect((await payments())[0]?.status).to.equal('confirmed')
  })

  it('takes a pending payment back when all three proofs hold, and pays once when it is mined again', async () => {
    await includeNow(charge)
    await post()
    await reorganise(charge)
    await post()
    expect(await currentInvoice()).to.include({ status: 'open', payment_status: 'none' })
    expect((await payments())[0]?.status).to.equal('reverted')

    await includeNow(charge)
    await post()
    await confirm()
    expect(await currentInvoice()).to.include({ status: 'paid', amount_paid: 10_000_000n })
    expect(await payments()).to.have.length(1)
    expect(await available()).to.equal(10_000_000n)
    expect(await eventTypes()).to.deep.equal([
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
      .where('identity', '=', charge.identity)
      .orderBy('inclusion')
      .execute()
    expect(inclusions).to.deep.equal([
      { inclusion: 1, status: 'reverted' },
      { inclusion: 2, status: 'confirmed' },
    ])
  })

  it('reverses the entries of a confirmed payment that a reorganisation removed, and opens the invoice again', async () => {
    await includeNow(charge)
    await post()
    await confirm()
    await reorganise(charge, 4)
    await post()
    expect(await currentInvoice()).to.include({
      status: 'open',
      payment_status: 'none',
      amount_paid: 0n,
      paid_at: null,
    })
    expect(await available()).to.equal(0n)
    const directions = await world.db
      .selectFrom('ledger_transaction')
      .select('direction')
      .where('identity', '=', charge.identity)
      .execute()
    expect(directions.map((row) => row.direction).sort()).to.deep.equal(['post', 'reverse'])
    expect(await eventTypes()).to.include.members(['payment.reverted', 'invoice.reopened'])
  })

  it('keeps a payment that moved to another block, without telling it twice', async () => {
    await includeNow(charge)
    await post()
    await reorganise(charge)
    await includeNow(charge)
    await post()
    await confirm()
    expect(await eventTypes()).to.deep.equal([
      'invoice.created',
      'payment.pending',
      'payment.confirmed',
      'invoice.paid',
    ])
  })

  it('lets nobody wait for a fact that cannot be posted', async () => {
    const bad = { ...charge, legs: [[`external:${PAYER}`, -5n] as [string, bigint]] }
    const otherInvoice = await addInvoice(world, merchant.owner)
    const otherRequest = await addPaymentRequest(world, otherInvoice, PAYER)
    const good: FakeEvent = {
      ...charge,
      identity: randomHex(),
      terms: otherRequest.terms,
      paymentId: otherRequest.onchain_id,
      logIndex: 1,
    }
    const block = await includeNow(bad)
    await views.show(good, block)
    await post()
    await confirm()
    expect((await currentInvoice()).status).to.equal('open')
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

  it('takes an unreachable height for no proof: a node that lags reverses nothing', async () => {
    const block = await includeNow(charge)
    await post()
    await confirm()
    await views.hide(charge)
    await mine(1)
    await views.sync()
    const { heads, facts } = world.ctx.chain
    const lagging = {
      ...world.ctx.chain,
      heads: { ...heads, readBlockHash: async () => null, readBlockHashes: async () => new Map() },
      facts: { ...facts, factExists: async () => false },
    }
    await postChain({ ...world.ctx, chain: lagging }, world.chain)
    expect((await currentInvoice()).status).to.equal('paid')
    await views.show(charge, block)
  })

  it('lets 150 facts in doubt hold back nobody', async () => {
    await mine(1)
    const block = await views.sync()
    const strangers = Array.from({ length: 150 }, (_, index): FakeEvent => {
      const terms: TermsRow = { ...request.terms, salt: String(index), merchant: STRANGER }
      const id = idOf(world, fromTermsRow(terms))
      return { ...charge, identity: randomHex(), terms, paymentId: id, logIndex: index }
    })
    for (const stranger of strangers) await views.show(stranger, block)
    await views.replaceBlockHash(block, randomHex())
    await post()
    await includeNow(charge)
    await post()
    await confirm()
    expect((await currentInvoice()).status).to.equal('paid')
    for (const stranger of strangers) await views.hide(stranger)
    await world.db
      .updateTable('chain_fact')
      .set({ status: 'reverted' })
      .where('account', '=', STRANGER)
      .execute()
  })

  it('tells nothing of a capture that vanished before it was confirmed, and of a confirmed one that it went back', async () => {
    invoice = await addInvoice(world, merchant.owner, { captureMethod: 'manual' })
    request = await addPaymentRequest(world, invoice, PAYER)
    const authorization: FakeEvent = {
      ...charge,
      kind: 'authorized',
      terms: request.terms,
      paymentId: request.onchain_id,
    }
    const capture: FakeEvent = { ...authorization, identity: randomHex(), kind: 'captured' }
    await includeNow(authorization)
    await post()
    await confirm()
    await includeNow(capture)
    await post()
    await reorganise(capture)
    await post()
    expect((await payments())[0]).to.include({ status: 'confirmed', captured: 0n, capturable: 10_000_000n })
    await includeNow(capture)
    await post()
    await confirm()
    expect((await currentInvoice()).status).to.equal('paid')
    await reorganise(capture, 4)
    await post()
    expect((await payments())[0]).to.include({ status: 'confirmed', captured: 0n, capturable: 10_000_000n })
    expect((await eventTypes()).slice(2)).to.deep.equal([
      'payment.pending',
      'payment.confirmed',
      'payment.captured',
      'invoice.paid',
      'payment.reversed',
      'invoice.reopened',
    ])
  })

  it('counts money for a void invoice without calling it paid', async () => {
    await world.db
      .updateTable('invoice')
      .set({ status: 'void', voided_at: new Date() })
      .where('id', '=', invoice.id)
      .execute()
    await includeNow(charge)
    await post()
    await confirm()
    expect(await currentInvoice()).to.include({ status: 'void', amount_paid: 10_000_000n })
    const types = await eventTypes()
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
    await includeNow(charge)
    await post()
    await confirm()
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
    const block = await includeNow(charge)
    await views.sync(block)
    await post()
    const marked = async () => {
      const row = await world.ctx.store.postingChains.find(world.db, BigInt(world.chain.chainId))
      return row?.finalized_block ?? 0n
    }
    expect(Number(await marked())).to.be.below(Number(block))
    await mine(70)
    await views.sync(block)
    await post()
    await post()
    expect(await marked()).to.equal(block)
    expect((await payments())[0]?.status).to.equal('finalized')
  })

  /** Replaces the last blocks by others without the event, grows past what was seen, and lets the views follow. */
  async function reorganise(event: FakeEvent, depth = 1): Promise<void> {
    await views.hide(event)
    await views.reorg(depth)
    await mine(1)
    await views.sync()
  }
})
