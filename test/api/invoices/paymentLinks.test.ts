import { after, before, describe, it } from 'node:test'
import { expect } from 'chai'
import { newId } from '../../../api/src/domain/ids.ts'
import { addMerchant, type TestMerchant } from '../support/merchants.ts'
import { serveApi, type TestServer } from '../support/server.ts'
import { openWorld, type World } from '../support/world.ts'

describe('payment links', () => {
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

  const call = (method: string, path: string, body?: unknown, key = merchant.key) =>
    server.call(method, `/v1${path}`, { key, body })
  const open = (method: string, path: string, idempotencyKey?: string) =>
    server.call(method, `/v1/pay_links/${path}`, {
      ...(method === 'POST' ? { body: {} } : {}),
      ...(idempotencyKey === undefined ? {} : { idempotencyKey }),
    })
  const refusal = async (reply: Promise<{ status: number; body: Record<string, unknown> }>) => {
    const { status, body } = await reply
    return [status, body.code, body.param]
  }

  async function addPrice(name: string, unitAmount: bigint, token = world.token.address): Promise<string> {
    const owner = { merchant_id: merchant.owner.merchantId, mode: 'test' as const }
    const rest = { active: true, metadata: '{}', created_at: new Date() }
    const product = { id: newId('prod', new Date()), ...owner, name, description: null, ...rest }
    await world.db.insertInto('product').values(product).execute()
    const id = newId('price', new Date())
    const money = { chain_id: 31337n, token, unit_amount: unitAmount, type: 'one_time' as const }
    await world.db
      .insertInto('price')
      .values({ id, ...owner, product_id: product.id, ...money, ...rest })
      .execute()
    return id
  }

  async function addLink(changes: Record<string, unknown> = {}): Promise<{ id: string; token: string }> {
    const lines = [{ price: await addPrice('House blend', 5_000_000n), quantity: 2 }]
    const { status, body } = await call('POST', '/payment_links', { lines, ...changes })
    expect(status).to.equal(201)
    return { id: String(body.id), token: String(body.link_token) }
  }

  it('sells what its prices say, to anybody, each time by an invoice of its own that ends within the hour', async () => {
    const link = await addLink({
      metadata: { campaign: 'spring' },
      return_url: 'https://shop.example/thanks',
    })
    const shown = await open('GET', link.token)
    expect(shown.status).to.equal(200)
    expect(shown.body.merchant).to.include({ name: 'Harbour Coffee' })
    expect(shown.body.amount).to.include({ amount: '10000000' })
    const bought = [
      await open('POST', `${link.token}/invoices`),
      await open('POST', `${link.token}/invoices`),
    ]
    expect(new Set(bought.map(({ body }) => body.id)).size).to.equal(2)
    const invoice = (await call('GET', `/invoices/${bought[0]?.body.id}`)).body
    expect(invoice).to.include({
      status: 'open',
      payment_link: link.id,
      return_url: 'https://shop.example/thanks',
    })
    expect(invoice.metadata).to.deep.equal({ campaign: 'spring' })
    expect(invoice.amount).to.include({ amount: '10000000' })
    const life = Date.parse(String(invoice.expires_at)) - Date.parse(String(invoice.created_at))
    expect(life).to.be.closeTo(60 * 60 * 1000, 1000)
    const address = new URL(String(bought[0]?.body.checkout_url))
    const checkoutToken = address.searchParams.get('token') ?? ''
    const checkout = await server.call('GET', `/v1/checkout/${invoice.id}`, { checkoutToken })
    expect(checkout.status).to.equal(200)
    expect(JSON.stringify(checkout.body.lines)).to.contain('House blend')
  })

  it('makes one invoice of one click, however often it is sent, also at once', async () => {
    const { token } = await addLink()
    const click = () => open('POST', `${token}/invoices`, 'link:click')
    const replies = await Promise.all([click(), click(), click(), click()])
    for (const { status } of replies) expect(status).to.be.oneOf([201, 409])
    const again = await click()
    expect(again.status).to.equal(201)
    const made = [...replies.filter(({ status }) => status === 201), again]
    expect(new Set(made.map(({ body }) => body.checkout_url)).size).to.equal(1)
  })

  it('sells nothing once it is switched off, or one of its prices is, and sells again', async () => {
    const link = await addLink()
    const both = async () => [
      await refusal(open('GET', link.token)),
      await refusal(open('POST', `${link.token}/invoices`)),
    ]
    const ended = [409, 'payment_link_inactive', 'token']
    expect((await call('PATCH', `/payment_links/${link.id}`, { active: false })).body.active).to.equal(false)
    expect(await both()).to.deep.equal([ended, ended])
    await call('PATCH', `/payment_links/${link.id}`, { active: true })
    expect((await open('GET', link.token)).status).to.equal(200)
    await world.db
      .updateTable('price')
      .set({ active: false })
      .where('id', 'in', (db) =>
        db.selectFrom('payment_link_line').select('price_id').where('payment_link_id', '=', link.id),
      )
      .execute()
    expect(await both()).to.deep.equal([ended, ended])
    expect((await call('GET', `/payment_links/${link.id}`)).body.amount).to.include({ amount: '10000000' })
    const events = await world.db
      .selectFrom('event')
      .select('type')
      .where('object_id', '=', link.id)
      .execute()
    expect(events.map(({ type }) => type)).to.deep.equal([
      'payment_link.created',
      'payment_link.updated',
      'payment_link.updated',
    ])
  })

  it('lists links newest first, those that are on or off', async () => {
    const lister = merchant.key
    const [one, two] = [await addLink(), await addLink()]
    await call('PATCH', `/payment_links/${one.id}`, { active: false })
    const ids = async (query: string) =>
      JSON.stringify((await call('GET', `/payment_links?${query}`, undefined, lister)).body.data)
    expect(await ids('active=false'))
      .to.contain(one.id)
      .and.not.contain(two.id)
    expect(await ids('limit=1'))
      .to.contain(two.id)
      .and.not.contain(one.id)
  })

  it('refuses unknown prices, prices off sale, several tokens, no lines and foreign links', async () => {
    const price = await addPrice('Tea', 1n)
    const create = (lines: unknown) => refusal(call('POST', '/payment_links', { lines }))
    expect(await create([])).to.deep.equal([400, 'invalid_request', 'lines'])
    const unknown = newId('price', new Date())
    expect(await create([{ price: unknown }])).to.deep.equal([404, 'not_found', 'lines.0.price'])
    const other = await addPrice('Gold', 1n, '0x00000000000000000000000000000000000000aa')
    expect(await create([{ price }, { price: other }])).to.deep.equal([
      400,
      'invalid_request',
      'lines.1.price',
    ])
    await world.db.updateTable('price').set({ active: false }).where('id', '=', price).execute()
    expect(await create([{ price }])).to.deep.equal([409, 'price_inactive', 'lines.0.price'])
    const link = await addLink()
    const stranger = await addMerchant(world)
    const reader = await addMerchant(world, { scopes: ['payment_links:read'] })
    for (const [method, body] of [
      ['GET', undefined],
      ['PATCH', { active: false }],
    ] as const) {
      const path = `/payment_links/${link.id}`
      expect(await refusal(call(method, path, body, stranger.key))).to.deep.equal([404, 'not_found', 'id'])
    }
    expect((await call('POST', '/payment_links', { lines: [] }, reader.key)).status).to.equal(403)
    expect(await refusal(open('GET', 'unknown'))).to.deep.equal([404, 'not_found', 'token'])
  })

  it('lets an invoice take a price of its own token, and a customer', async () => {
    const price = await addPrice('Beans', 3n)
    const customer = newId('cus', new Date())
    const owner = { merchant_id: merchant.owner.merchantId, mode: 'test' as const }
    const nobody = { name: null, email: null, reference: null, metadata: '{}', deleted_at: null }
    await world.db
      .insertInto('customer')
      .values({ id: customer, ...owner, ...nobody, created_at: new Date() })
      .execute()
    const create = (changes: Record<string, unknown>) =>
      call('POST', '/invoices', { chain: 'eip155:31337', token: world.token.address, ...changes })
    const { body } = await create({ lines: [{ price, quantity: 4 }], customer })
    expect(body).to.include({ customer })
    expect(body.amount).to.include({ amount: '12' })
    expect(JSON.stringify(body.lines)).to.contain('"Beans"').and.contain(price)
    expect(await refusal(create({ amount: '1', customer: newId('cus', new Date()) }))).to.deep.equal([
      404,
      'not_found',
      'customer',
    ])
    expect(await refusal(create({ lines: [{ price, unit_amount: '1' }] }))).to.deep.equal([
      400,
      'invalid_request',
      'lines.0.unit_amount',
    ])
  })
})
