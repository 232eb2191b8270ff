import { after, before, beforeEach, describe, it } from 'node:test'
import { expect } from 'chai'
import { lowerCase } from '../../../api/src/domain/address.ts'
import type { TermsRow } from '../../../api/src/domain/terms.ts'
import { isRecord } from '../../../scripts/local/json.ts'
import { type FakeEvent, type FakeViews, randomHex } from '../support/fakeViews.ts'
import { addMerchant } from '../support/merchants.ts'
import type { World } from '../support/world.ts'
import { beginStory, openStage, type Story } from './support/story.ts'

describe('posting what accounts do with their own balances', () => {
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

  const event = (changes: Partial<FakeEvent> & Pick<FakeEvent, 'kind'>): FakeEvent => ({
    ...story.charge,
    identity: randomHex(),
    amount: 700n,
    ...changes,
  })

  async function post(happened: FakeEvent): Promise<void> {
    await story.includeNow(happened)
    await story.post()
    await story.confirm()
  }

  const balance = (account: string) =>
    world.ctx.store.ledger.balance(world.db, BigInt(world.chain.chainId), story.invoice.token, account)
  const own = (kind: string) => balance(`${kind}:${story.invoice.merchant_address}`)

  async function told(merchantId = story.merchant.owner.merchantId) {
    const rows = await world.db
      .selectFrom('event')
      .select(['type', 'data'])
      .where('merchant_id', '=', merchantId)
      .where('type', 'like', 'balance.%')
      .orderBy('seq')
      .execute()
    return rows.map(({ type, data }) => {
      if (!isRecord(data.object)) throw new Error(`event ${type} has no object`)
      return { type, object: data.object }
    })
  }

  it('books a deposit from the wallet to where it went, and tells its owner', async () => {
    await post(event({ kind: 'deposited', toPrepaid: false }))
    await post(event({ kind: 'deposited', toPrepaid: true, amount: 50n }))
    expect([await own('external'), await own('available'), await own('prepaid')]).to.deep.equal([
      -750n,
      700n,
      50n,
    ])
    const [first, second] = await told()
    expect(first?.type).to.equal('balance.deposited')
    expect(first?.object).to.include({
      object: 'deposit',
      account: story.invoice.merchant_address,
      to: 'available',
    })
    expect(first?.object.amount).to.deep.include({ amount: '700', amount_decimal: '0.000700' })
    expect(second?.object).to.include({ to: 'prepaid' })
  })

  it('books a move to the prepaid balance and back', async () => {
    await post(event({ kind: 'deposited', toPrepaid: false }))
    await post(event({ kind: 'prepaid_moved', toPrepaid: true, amount: 300n }))
    await post(event({ kind: 'prepaid_moved', toPrepaid: false, amount: 100n }))
    expect([await own('available'), await own('prepaid')]).to.deep.equal([500n, 200n])
    expect((await told()).map(({ type, object }) => [type, object.to])).to.deep.equal([
      ['balance.deposited', 'available'],
      ['balance.prepaid_moved', 'prepaid'],
      ['balance.prepaid_moved', 'available'],
    ])
  })

  it('books a transfer, and tells both sides of it that are ours', async () => {
    const other = await addMerchant(world)
    const payer = lowerCase(other.account.address)
    await post(event({ kind: 'transferred', terms: { ...story.charge.terms, payer } }))
    expect([await own('available'), await balance(`available:${payer}`)]).to.deep.equal([-700n, 700n])
    for (const merchantId of [story.merchant.owner.merchantId, other.owner.merchantId]) {
      const [only, ...more] = await told(merchantId)
      expect(more).to.deep.equal([])
      expect(only?.type).to.equal('balance.transferred')
      expect(only?.object).to.include({
        object: 'balance_transfer',
        account: story.invoice.merchant_address,
        recipient: payer,
        ref: story.charge.terms.invoice_ref,
      })
    }
  })

  it('books what a stranger does, and tells nobody', async () => {
    const merchant: TermsRow['merchant'] = '0x00000000000000000000000000000000000000aa'
    const terms = { ...story.charge.terms, merchant }
    await post(event({ kind: 'deposited', toPrepaid: false, terms }))
    expect(await balance(`available:${merchant}`)).to.equal(700n)
    expect(await told()).to.deep.equal([])
  })

  it('reverses a deposit that a reorganisation removed, and says so', async () => {
    const deposit = event({ kind: 'deposited', toPrepaid: false })
    await post(deposit)
    await story.reorganise(deposit, 3)
    await story.mine(3)
    await views.sync()
    await story.post()
    expect([await own('external'), await own('available')]).to.deep.equal([0n, 0n])
    expect((await told()).map(({ type }) => type)).to.deep.equal([
      'balance.deposited',
      'balance.deposit_reverted',
    ])
  })

  it('calls a deposit final like any other fact', async () => {
    const deposit = event({ kind: 'deposited', toPrepaid: false })
    const block = await story.includeNow(deposit)
    await story.mine(70)
    await views.sync(block)
    await story.post()
    await story.post()
    const fact = await world.db
      .selectFrom('chain_fact')
      .select('status')
      .where('identity', '=', deposit.identity)
      .executeTakeFirst()
    expect(fact?.status).to.equal('finalized')
  })
})
