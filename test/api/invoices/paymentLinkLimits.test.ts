import { after, before, describe, it } from 'node:test'
import { expect } from 'chai'
import { newId } from '../../../api/src/domain/ids.ts'
import { MAX_UNPAID } from '../../../api/src/services/paymentLinks/openLink.ts'
import { addMerchant, type TestMerchant } from '../support/merchants.ts'
import { addPaymentLink, addPrice } from '../support/paymentLinks.ts'
import { type Reply, serveApi, type TestServer } from '../support/server.ts'
import { openWorld, type World } from '../support/world.ts'

const WEB = 'http://127.0.0.1:2'

describe('payment links in the hands of strangers', () => {
  let world: World
  let server: TestServer
  let merchant: TestMerchant

  before(async () => {
    world = await openWorld()
    server = await serveApi(world)
    merchant = await addMerchant(world, { name: 'Harbour Coffee' })
  })
  after(async () => {
    await server?.close()
    await world?.close()
  })

  const show = (token: string) => server.call('GET', `/v1/pay_links/${token}`)
  const buy = (token: string, on = server, headers = {}) =>
    on.call('POST', `/v1/pay_links/${token}/invoices`, { body: {}, headers })
  const refusal = ({ status, body }: Reply) => [status, body.code, body.param]

  it('make no more invoices while a thousand wait, until one is being paid or they expire', async () => {
    const { id, link_token } = await addPaymentLink(world, merchant.owner)
    const first = String((await buy(link_token)).body.id)
    await copyInvoice(first, MAX_UNPAID - 2)
    const atOnce = await Promise.all([buy(link_token), buy(link_token), buy(link_token)])
    expect(atOnce.map(({ status }) => status).sort()).to.deep.equal([201, 409, 409])
    const refused = await buy(link_token)
    expect(refusal(refused)).to.deep.equal([409, 'payment_link_busy', 'token'])
    expect(refused.headers.get('retry-after')).to.equal('60')
    expect((await show(link_token)).status).to.equal(200)
    const another = await addPaymentLink(world, merchant.owner)
    expect((await buy(another.link_token)).status).to.equal(201)

    await world.db.updateTable('invoice').set({ payment_status: 'pending' }).where('id', '=', first).execute()
    expect((await buy(link_token)).status).to.equal(201)
    expect((await buy(link_token)).status).to.equal(409)
    const past = new Date(world.ctx.clock.now().getTime() - 1)
    await world.db
      .updateTable('invoice')
      .set({ expires_at: past })
      .where('payment_link_id', '=', id)
      .execute()
    expect((await buy(link_token)).status).to.equal(201)
  })

  /** More invoices like one that exists. */
  async function copyInvoice(id: string, count: number): Promise<void> {
    const query = world.db.selectFrom('invoice').selectAll().where('id', '=', id)
    const original = await query.executeTakeFirstOrThrow()
    const copies = Array.from({ length: count }, (_, index) => ({
      ...original,
      id: newId('inv', original.created_at),
      number: BigInt(1_000_000 + index),
      metadata: '{}',
      checkout_token: `copy-${index}`,
      invoice_ref: `0x${index.toString(16).padStart(64, '0')}` as const,
    }))
    for (let from = 0; from < count; from += 250) {
      await world.db
        .insertInto('invoice')
        .values(copies.slice(from, from + 250))
        .execute()
    }
  }

  it('are bought only so often from one address', async () => {
    const { link_token } = await addPaymentLink(world, merchant.owner)
    const config = { ...world.ctx.config, rateLimitPerIp: 5 }
    const limited = await serveApi(world, { replace: { config } })
    try {
      const statuses: number[] = []
      for (let i = 0; i < 6; i++) statuses.push((await buy(link_token, limited)).status)
      expect(statuses).to.deep.equal([201, 201, 201, 201, 201, 429])
      expect((await buy('guessed', limited)).status).to.equal(429)
    } finally {
      await limited.close()
    }
  })

  it('may be bought in a browser from the page of this installation, and from no other', async () => {
    const { link_token } = await addPaymentLink(world, merchant.owner)
    for (const [origin, allowed] of [
      [WEB, WEB],
      ['https://elsewhere.example', null],
    ] as const) {
      const reply = await buy(link_token, server, { origin })
      expect(reply.headers.get('access-control-allow-origin')).to.equal(allowed)
    }
  })

  it('leave a row in the audit log for each purchase, without what opens the checkout', async () => {
    const { id, link_token } = await addPaymentLink(world, merchant.owner)
    const bought = await buy(link_token)
    const rows = await world.db
      .selectFrom('audit_entry')
      .selectAll()
      .where('operation', '=', 'buyFromPayLink')
      .where('object_id', '=', id)
      .execute()
    expect(rows).to.have.length(1)
    expect(rows[0]).to.include({ actor_kind: 'payer', actor_id: id })
    const token = new URL(String(bought.body.checkout_url)).searchParams.get('token') ?? ''
    expect(token).to.have.length(43)
    expect(JSON.stringify(rows)).to.contain(String(bought.body.id)).and.not.contain(token)
  })

  it('are found by their metadata, and their invoices by the link', async () => {
    const link = await addPaymentLink(world, merchant.owner, { metadata: { campaign: 'summer' } })
    const { body } = await buy(link.link_token)
    const list = async (path: string) => (await server.call('GET', path, { key: merchant.key })).body.data
    expect(JSON.stringify(await list('/v1/payment_links?metadata[campaign]=summer'))).to.contain(link.id)
    expect(await list('/v1/payment_links?metadata[campaign]=autumn')).to.deep.equal([])
    const bought = await list(`/v1/invoices?payment_link=${link.id}`)
    expect(bought).to.have.length(1)
    expect(JSON.stringify(bought)).to.contain(String(body.id))
  })

  it('are refused to a merchant who could not be paid by them, and sell nothing once it cannot', async () => {
    const { owner, key } = await addMerchant(world)
    const create = (price: string, quantity = 1) =>
      server.call('POST', '/v1/payment_links', { key, body: { lines: [{ price, quantity }] } })
    const dear = await addPrice(world, owner, { unitAmount: 2n ** 95n })
    expect(refusal(await create(dear, 2))).to.deep.equal([400, 'invalid_amount', 'lines'])
    const strange = await addPrice(world, owner, { token: `0x${'ee'.repeat(20)}` })
    expect(refusal(await create(strange))).to.deep.equal([400, 'token_not_supported', 'token'])

    const { link_token } = await addPaymentLink(world, owner)
    const removed_at = world.ctx.clock.now()
    await world.db
      .updateTable('merchant_address')
      .set({ removed_at, is_default: false })
      .where('merchant_id', '=', owner.merchantId)
      .execute()
    const price = await addPrice(world, owner)
    expect(refusal(await create(price))).to.deep.equal([409, 'merchant_address_missing', 'chain'])
    const inactive = [409, 'payment_link_inactive', 'token']
    expect(refusal(await show(link_token))).to.deep.equal(inactive)
    expect(refusal(await buy(link_token))).to.deep.equal(inactive)
  })

  it('sell nothing while a product is switched off', async () => {
    const price = await addPrice(world, merchant.owner)
    const { link_token } = await addPaymentLink(world, merchant.owner, { lines: [{ price, quantity: 1 }] })
    const setActive = (active: boolean) =>
      world.db
        .updateTable('product')
        .set({ active })
        .where('id', 'in', (db) => db.selectFrom('price').select('product_id').where('id', '=', price))
        .execute()
    await setActive(false)
    expect(refusal(await buy(link_token))).to.deep.equal([409, 'payment_link_inactive', 'token'])
    await setActive(true)
    expect((await buy(link_token)).status).to.equal(201)
  })
})
