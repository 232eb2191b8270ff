import { after, before, describe, it } from 'node:test'
import { expect } from 'chai'
import { addInvoice } from './support/invoices.ts'
import { addMerchant, type TestMerchant } from './support/merchants.ts'
import { serveApi, type TestServer } from './support/server.ts'
import { openWorld, type World } from './support/world.ts'

describe('invoices', () => {
  let world: World
  let server: TestServer
  let merchant: TestMerchant

  before(async () => {
    world = await openWorld()
    server = await serveApi(world)
    merchant = await addMerchant(world, { name: 'Harbour Coffee' })
  })
  after(async () => {
    await server.close()
    await world.close()
  })

  const body = (changes: Record<string, unknown> = {}) => ({
    amount: '10000000',
    chain: 'eip155:31337',
    token: world.token.address,
    ...changes,
  })

  it('creates an open invoice with a link to pay it, and tells it in an event', async () => {
    const reply = await server.call('POST', '/v1/invoices', {
      key: merchant.key,
      body: body({ description: 'House blend', metadata: { order: '1042' } }),
    })
    expect(reply.status).to.equal(201)
    expect(reply.body).to.include({
      object: 'invoice',
      mode: 'test',
      status: 'open',
      payment_status: 'none',
      description: 'House blend',
      capture_method: 'automatic',
    })
    expect(reply.body.metadata).to.deep.equal({ order: '1042' })
    expect(reply.body.amount).to.include({ amount: '10000000', amount_decimal: '10.000000', symbol: 'TUSD' })
    expect(reply.body.checkout_url).to.match(/\/pay\/inv_\w+\?token=[\w-]{43}$/)
    const event = await world.db
      .selectFrom('event')
      .selectAll()
      .where('object_id', '=', String(reply.body.id))
      .executeTakeFirstOrThrow()
    expect(event.type).to.equal('invoice.created')
    expect(JSON.stringify(event.data)).to.not.contain(String(reply.body.checkout_token))
  })

  it('keeps a return URL as browsers read it', async () => {
    const urls = [
      ['https://shop.example/thanks?order=1042', 'https://shop.example/thanks?order=1042'],
      [' https://shop.example/thanks\r\n', 'https://shop.example/thanks'],
      ['https://shop.example/\r\nthanks', 'https://shop.example/thanks'],
      ['HTTPS://Shop.Example:443/a/../thanks', 'https://shop.example/thanks'],
      ['http://kaffee.example', 'http://kaffee.example/'],
    ] as const
    for (const [sent, kept] of urls) {
      const reply = await server.call('POST', '/v1/invoices', {
        key: merchant.key,
        body: body({ return_url: sent }),
      })
      expect([reply.status, reply.body.return_url]).to.deep.equal([201, kept])
    }
  })

  it('numbers invoices without gaps, also under concurrency and refusals', async () => {
    const busy = await addMerchant(world)
    const sends = Array.from({ length: 20 }, (_, index) =>
      server.call('POST', '/v1/invoices', {
        key: busy.key,
        body: body(index % 4 === 0 ? { amount: '-1' } : {}),
      }),
    )
    const replies = await Promise.all(sends)
    const numbers = replies.filter((reply) => reply.status === 201).map((reply) => Number(reply.body.number))
    expect(numbers.sort((a, b) => a - b)).to.deep.equal(Array.from({ length: 15 }, (_, index) => index + 1))
  })

  it('lists newest first, by cursor in both directions', async () => {
    const lister = await addMerchant(world)
    const ids: string[] = []
    for (let index = 0; index < 5; index += 1) ids.unshift((await addInvoice(world, lister.owner)).id)
    const list = async (query: string) => {
      const { body: page } = await server.call('GET', `/v1/invoices?${query}`, { key: lister.key })
      const data = Array.isArray(page.data) ? page.data : []
      return { ids: data.map((item: { id: string }) => item.id), more: page.has_more }
    }
    expect(await list('limit=2')).to.deep.equal({ ids: ids.slice(0, 2), more: true })
    expect(await list(`limit=2&starting_after=${ids[1]}`)).to.deep.equal({ ids: ids.slice(2, 4), more: true })
    expect(await list(`limit=2&starting_after=${ids[3]}`)).to.deep.equal({ ids: ids.slice(4), more: false })
    expect(await list(`limit=2&ending_before=${ids[3]}`)).to.deep.equal({ ids: ids.slice(1, 3), more: true })
    expect(await list('status=paid')).to.deep.equal({ ids: [], more: false })
  })

  it('voids an open invoice once', async () => {
    const invoice = await addInvoice(world, merchant.owner)
    const path = `/v1/invoices/${invoice.id}/void`
    const first = await server.call('POST', path, { key: merchant.key })
    expect(first.status).to.equal(200)
    expect(first.body.status).to.equal('void')
    const second = await server.call('POST', path, { key: merchant.key })
    expect(second.body.code).to.equal('invoice_void')
  })

  it('issues terms that differ for each request and expire with the invoice', async () => {
    const soon = new Date(Date.now() + 60_000)
    const invoice = await addInvoice(world, merchant.owner, { expiresAt: soon.toISOString() })
    const payer = '0x70997970C51812dc3A010C7d01b50e0d17dc79C8'
    const ask = () =>
      server.call('POST', `/v1/invoices/${invoice.id}/payment_requests`, {
        checkoutToken: invoice.checkout_token,
        body: { payer },
      })
    const [one, two] = [await ask(), await ask()]
    expect(one.status).to.equal(201)
    expect(one.body.onchain_id).to.not.equal(two.body.onchain_id)
    expect(one.body).to.include({ payer, mode: 'charge', chain: 'eip155:31337' })
    expect(new Date(String(one.body.authorize_by)).getTime()).to.be.at.most(soon.getTime())
  })
})

describe('idempotency', () => {
  let world: World
  let servers: TestServer[]
  let merchant: TestMerchant

  before(async () => {
    world = await openWorld()
    servers = [await serveApi(world), await serveApi(world)]
    merchant = await addMerchant(world)
  })
  after(async () => {
    for (const server of servers) await server.close()
    await world.close()
  })

  const body = (amount = '10000000') => ({ amount, chain: 'eip155:31337', token: world.token.address })
  const send = (index: number, key: string, amount?: string) => {
    const server = servers[index % servers.length]
    if (!server) throw new Error('no server')
    return server.call('POST', '/v1/invoices', { key: merchant.key, idempotencyKey: key, body: body(amount) })
  }
  const countInvoices = async () => {
    const row = await world.db
      .selectFrom('invoice')
      .select((eb) => eb.fn.countAll<bigint>().as('count'))
      .executeTakeFirstOrThrow()
    return row.count
  }

  it('does a write once for fifty copies at the same time through two servers', async () => {
    const standing = await countInvoices()
    const replies = await Promise.all(Array.from({ length: 50 }, (_, index) => send(index, 'one-of-fifty')))
    const made = replies.filter((reply) => reply.status === 201)
    const waiting = replies.filter((reply) => reply.status === 409)
    expect(made.length + waiting.length).to.equal(50)
    expect(new Set(made.map((reply) => reply.body.id)).size).to.equal(1)
    for (const reply of waiting) {
      expect(reply.body.code).to.equal('idempotency_key_in_use')
      expect(reply.headers.get('retry-after')).to.equal('1')
    }
    expect(await countInvoices()).to.equal(standing + 1n)
  })

  it('replays the first answer, and says so', async () => {
    const first = await send(0, 'again')
    const second = await send(1, 'again')
    expect(second.status).to.equal(201)
    expect(second.body).to.deep.equal(first.body)
    expect(second.headers.get('idempotent-replayed')).to.equal('true')
    expect(first.headers.get('idempotent-replayed')).to.equal(null)
  })

  it('refuses the key for another body', async () => {
    await send(0, 'reused')
    const reply = await send(0, 'reused', '20000000')
    expect(reply.status).to.equal(422)
    expect(reply.body.code).to.equal('idempotency_key_reused')
  })

  it('does not keep a refusal that a corrected request may overcome', async () => {
    const refused = await send(0, 'corrected', '-1')
    expect(refused.status).to.equal(400)
    expect((await send(0, 'corrected')).status).to.equal(201)
  })
})
