import { after, before, beforeEach, describe, it } from 'node:test'
import { expect } from 'chai'
import { toPayment } from '../../../api/src/domain/objects/payment.ts'
import { fromTermsRow } from '../../../api/src/domain/terms.ts'
import { type FakeEvent, type FakeViews, idOf, randomHex } from '../support/fakeViews.ts'
import { addInvoice, addPaymentRequest } from '../support/invoices.ts'
import type { World } from '../support/world.ts'
import { beginStory, openStage, PAYER, type Story } from './support/story.ts'

const SMALL = 10_000_000n
const LARGE = 1_000_000_000n
const STRANGER = '0x7777777777777777777777777777777777777777'

describe('confirmation tiers', () => {
  let world: World
  let views: FakeViews
  let story: Story

  before(async () => {
    ;({ world, views } = await openStage())
  })
  after(() => world.close())
  beforeEach(async () => {
    story = await beginStory({ world, views })
    await setTiers([
      { token: null, min_amount: 0n, confirmations: 1 },
      { token: world.token.address, min_amount: LARGE, confirmations: 12 },
    ])
  })

  async function setTiers(
    tiers: { token: `0x${string}` | null; min_amount: bigint; confirmations: number }[],
  ) {
    const { merchantId } = story.merchant.owner
    const chain_id = BigInt(world.chain.chainId)
    await world.ctx.store.confirmationTiers.removeAll(world.db, merchantId, [chain_id])
    const rows = tiers.map((tier) => ({ ...tier, merchant_id: merchantId, chain_id }))
    await world.ctx.store.confirmationTiers.insert(world.db, rows)
  }

  /** A charge of another invoice of the same merchant. */
  async function chargeOf(amount: bigint, logIndex = 0): Promise<FakeEvent> {
    const invoice = await addInvoice(world, story.merchant.owner, { amount: String(amount) })
    const request = await addPaymentRequest(world, invoice, PAYER)
    const { terms, onchain_id: paymentId } = request
    return { identity: randomHex(), kind: 'charged', terms, paymentId, amount, logIndex }
  }

  async function paymentOf(event: FakeEvent) {
    const payments = await story.payments()
    return payments.find((payment) => payment.onchain_id === event.paymentId)
  }

  async function grow(blocks: number): Promise<void> {
    await story.mine(blocks)
    await views.sync()
    await story.post()
  }

  it('confirm a small payment once it is included, while a large one before it waits for twelve blocks', async () => {
    const large = await chargeOf(LARGE)
    const small = await chargeOf(SMALL, 1)
    const block = await story.includeNow(large)
    await views.show(small, block)
    await story.post()
    expect(await paymentOf(small)).to.include({ status: 'confirmed', confirmations_required: 1 })
    expect(await paymentOf(large)).to.include({ status: 'pending', confirmations_required: 12 })
    expect(await story.available()).to.equal(SMALL)
    await grow(10)
    expect((await paymentOf(large))?.status).to.equal('pending')
    await grow(1)
    expect((await paymentOf(large))?.status).to.equal('confirmed')
    expect(await story.available()).to.equal(SMALL + LARGE)
  })

  it('count only blocks that both the node and the indexer tell of', async () => {
    const large = await chargeOf(LARGE)
    const block = await story.includeNow(large)
    await story.mine(11)
    await views.setCheckpoint(block + 10n)
    await story.post()
    expect((await paymentOf(large))?.status).to.equal('pending')
    await views.sync()
    await story.post()
    expect((await paymentOf(large))?.status).to.equal('confirmed')
  })

  it('hold for a part of a large invoice as for all of it', async () => {
    const invoice = await addInvoice(world, story.merchant.owner, { amount: String(LARGE) })
    const { terms, onchain_id } = await addPaymentRequest(world, invoice, PAYER, String(SMALL))
    const part: FakeEvent = {
      identity: randomHex(),
      kind: 'charged',
      terms,
      paymentId: onchain_id,
      amount: SMALL,
    }
    await story.includeNow(part)
    await story.post()
    expect(await paymentOf(part)).to.include({ status: 'pending', confirmations_required: 12 })
  })

  it('hold for the later facts of a payment as they held for it', async () => {
    const intake = { ...(await chargeOf(LARGE)), kind: 'authorized' as const }
    const capture: FakeEvent = { ...intake, identity: randomHex(), kind: 'captured', amount: 5n }
    await story.includeNow(intake)
    await story.post()
    await grow(11)
    expect((await paymentOf(intake))?.status).to.equal('confirmed')
    await story.includeNow(capture)
    await story.post()
    await grow(10)
    expect((await paymentOf(intake))?.captured).to.equal(0n)
    await grow(1)
    expect((await paymentOf(intake))?.captured).to.equal(5n)
  })

  it('change nothing about what was seen before', async () => {
    const seen = await chargeOf(LARGE)
    await story.includeNow(seen)
    await story.post()
    await setTiers([{ token: null, min_amount: 0n, confirmations: 2 }])
    const later = await chargeOf(LARGE)
    await story.includeNow(later)
    await story.post()
    await grow(1)
    expect(await paymentOf(later)).to.include({ status: 'confirmed', confirmations_required: 2 })
    expect(await paymentOf(seen)).to.include({ status: 'pending', confirmations_required: 12 })
    await grow(9)
    expect((await paymentOf(seen))?.status).to.equal('confirmed')
  })

  it('keep their number when a reorganisation moves a fact, and when it comes back after one', async () => {
    const charge = await chargeOf(LARGE)
    await story.includeNow(charge)
    await story.post()
    await setTiers([])
    // Mined again in another block: one block further, and eleven more to wait.
    await views.hide(charge)
    await views.reorg(1)
    const moved = await story.includeNow(charge)
    await story.post()
    const fact = await world.db
      .selectFrom('chain_fact')
      .selectAll()
      .where('identity', '=', charge.identity)
      .executeTakeFirstOrThrow()
    expect(fact).to.include({ inclusion: 1, block_number: moved, confirm_at_block: moved + 11n })
    await story.reorganise(charge)
    await story.post()
    expect((await paymentOf(charge))?.status).to.equal('reverted')
    const back = await story.includeNow(charge)
    await story.post()
    const living = await world.ctx.store.chainFacts.listLiving(world.db, fact.chain_id, charge.paymentId)
    expect(living).to.have.length(1)
    expect(living[0]).to.include({ inclusion: 2, confirm_at_block: back + 11n })
  })

  it('ask no more of a block that is final', async () => {
    await setTiers([{ token: null, min_amount: 0n, confirmations: 1000 }])
    const charge = await chargeOf(SMALL)
    const block = await story.includeNow(charge)
    await story.post()
    await story.mine(70)
    await views.sync()
    await story.post()
    expect((await paymentOf(charge))?.status).to.equal('pending')
    const head = await views.sync(block)
    await views.setCheckpoint(head, block)
    for (const _ of [1, 2]) await story.post()
    expect((await paymentOf(charge))?.status).to.equal('finalized')
  })

  it('are the merchant’s own: strangers and unmatched money of others wait as long as the chain says', async () => {
    const terms = { ...story.request.terms, merchant: STRANGER as `0x${string}` }
    const foreign = {
      ...story.charge,
      identity: randomHex(),
      terms,
      paymentId: idOf(world, fromTermsRow(terms)),
    }
    await story.includeNow(foreign)
    await story.post()
    const [fact] = await world.ctx.store.chainFacts.listLiving(
      world.db,
      BigInt(world.chain.chainId),
      foreign.paymentId,
    )
    expect(fact && fact.confirm_at_block - fact.block_number).to.equal(2n)
    // Terms that we never issued, but that name the merchant, are the merchant's.
    const own = { ...story.request.terms, amount: '7' }
    const unmatched = { ...story.charge, terms: own, paymentId: idOf(world, fromTermsRow(own)), amount: 7n }
    await story.includeNow(unmatched)
    await story.post()
    const payment = await paymentOf(unmatched)
    expect(payment).to.include({ status: 'confirmed', payment_request_id: null, confirmations_required: 1 })
    expect(payment && toPayment(world.ctx.chains, payment).confirmations_required).to.equal(1)
  })
})
