import { after, before, beforeEach, describe, it } from 'node:test'
import { expect } from 'chai'
import { type FakeEvent, type FakeViews, randomHex } from '../support/fakeViews.ts'
import type { World } from '../support/world.ts'
import { beginStory, openStage, PAYER, type Story } from './support/story.ts'

describe('posting what subscribers are charged', () => {
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

  const charge = (changes: Partial<FakeEvent> = {}): FakeEvent => ({
    ...story.charge,
    kind: 'subscription_charged',
    identity: randomHex(),
    paymentId: randomHex(),
    amount: 700n,
    ...changes,
  })

  const subscribers = () =>
    world.ctx.store.ledger.balance(
      world.db,
      BigInt(world.chain.chainId),
      story.invoice.token,
      `prepaid:${PAYER}`,
    )

  const factOf = ({ identity }: FakeEvent) =>
    world.db.selectFrom('chain_fact').selectAll().where('identity', '=', identity).executeTakeFirst()

  async function post(happened: FakeEvent): Promise<void> {
    await story.includeNow(happened)
    await story.post()
    await story.confirm()
  }

  it('books renewals and usage, and touches no payment and no invoice', async () => {
    const before = await subscribers()
    const renewal = charge()
    await post(renewal)
    await post(charge({ kind: 'usage_charged', amount: 50n }))
    expect([await story.available(), (await subscribers()) - before]).to.deep.equal([750n, -750n])
    const fact = await factOf(renewal)
    expect(fact).to.include({ status: 'confirmed', account: story.invoice.merchant_address })
    expect(fact?.payment_onchain_id).to.equal(null)
    expect(fact?.payload).to.include({
      payer: PAYER,
      amount: '700',
      subscription_id: renewal.paymentId,
      period: '3',
    })
    expect(await story.payments()).to.deep.equal([])
    expect((await story.currentInvoice()).payment_status).to.equal('none')
    expect(await story.eventTypes()).to.deep.equal(['invoice.created'])
  })

  it('books no period that costs nothing', async () => {
    const free = charge({ amount: 0n, legs: [] })
    await post(free)
    expect(await factOf(free)).to.equal(undefined)
  })

  it('reverses a renewal that a reorganisation removed', async () => {
    const renewal = charge()
    await post(renewal)
    await story.reorganise(renewal, 3)
    await story.mine(3)
    await views.sync()
    await story.post()
    expect(await story.available()).to.equal(0n)
    expect((await factOf(renewal))?.status).to.equal('reverted')
  })

  it('calls a renewal final like any other fact', async () => {
    const renewal = charge()
    const block = await story.includeNow(renewal)
    await story.mine(70)
    await views.sync(block)
    await story.post()
    await story.post()
    expect((await factOf(renewal))?.status).to.equal('finalized')
  })
})
