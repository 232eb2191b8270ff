import { after, before, describe, it } from 'node:test'
import { expect } from 'chai'
import { idsOf } from '../lists/support/idsOf.ts'
import { addMerchant, type TestMerchant } from '../support/merchants.ts'
import { digestRows } from '../support/rows.ts'
import { type Reply, serveApi, type TestServer } from '../support/server.ts'
import { openWorld, type World } from '../support/world.ts'

describe('prices', () => {
  let world: World
  let server: TestServer
  let merchant: TestMerchant
  let stranger: TestMerchant
  let product: string

  before(async () => {
    world = await openWorld()
    server = await serveApi(world)
    merchant = await addMerchant(world)
    stranger = await addMerchant(world, { name: 'Stranger' })
    product = await addProduct()
  })
  after(async () => {
    await server?.close()
    await world?.close()
  })

  const call = (method: string, path: string, body?: unknown, key = merchant.key) =>
    server.call(method, `/v1/prices${path}`, { key, body })
  const bodyOf = (changes: Record<string, unknown> = {}): Record<string, unknown> => ({
    product,
    chain: 'eip155:31337',
    token: world.token.address,
    unit_amount: '5000000',
    ...changes,
  })
  const add = (changes: Record<string, unknown> = {}, key?: string) => call('POST', '', bodyOf(changes), key)
  async function addProduct(key = merchant.key): Promise<string> {
    const { body } = await server.call('POST', '/v1/products', { key, body: { name: 'Tea' } })
    return String(body.id)
  }
  const refusal = async (reply: Promise<Reply>) => {
    const { status, body } = await reply
    return [status, body.code, body.param]
  }

  it('are what one unit of a product costs', async () => {
    const { status, body } = await add({ metadata: { tier: 'a' } })
    expect(status).to.equal(201)
    expect(body).to.deep.include({ object: 'price', product, type: 'one_time', active: true })
    expect(body.unit_amount).to.include({
      amount: '5000000',
      amount_decimal: '5.000000',
      chain: 'eip155:31337',
      symbol: world.token.symbol,
    })
    expect((await call('GET', `/${body.id}`)).body).to.deep.equal(body)
    const most = (2n ** 96n - 1n).toString()
    expect((await add({ unit_amount: most })).body.unit_amount).to.include({ amount: most })
  })

  const OTHER_TOKEN = '0x70997970C51812dc3A010C7d01b50e0d17dc79C8'
  const faults: [changes: Record<string, unknown>, want: [number, string, string]][] = [
    [{ unit_amount: '0' }, [400, 'invalid_amount', 'unit_amount']],
    [{ unit_amount: '1.5' }, [400, 'invalid_amount', 'unit_amount']],
    [{ unit_amount: 5 }, [400, 'invalid_request', 'unit_amount']],
    [{ unit_amount: (2n ** 96n).toString() }, [400, 'invalid_amount', 'unit_amount']],
    [{ token: OTHER_TOKEN }, [400, 'token_not_supported', 'token']],
    [{ chain: 'eip155:1' }, [400, 'chain_not_configured', 'chain']],
    [{ type: 'recurring' }, [400, 'invalid_request', 'type']],
    [{ product: 'tea' }, [400, 'invalid_request', 'product']],
    [{ product: 'prod_01h2xcejqtf2nbrexx3vqjhp41' }, [404, 'not_found', 'product']],
    [{ active: null }, [400, 'invalid_request', 'active']],
  ]
  for (const [changes, want] of faults) {
    it(`are refused with ${JSON.stringify(changes)}`, async () => {
      const standing = await digestRows(world)
      expect(await refusal(add(changes))).to.deep.equal(want)
      expect(await digestRows(world)).to.deep.equal(standing)
    })
  }

  it('change only in whether they are offered, and in metadata', async () => {
    const { body } = await add({ metadata: { a: '1' } })
    const id = String(body.id)
    const off = await call('PATCH', `/${id}`, { active: false })
    expect(off.body).to.deep.equal({ ...body, active: false })
    const noted = await call('PATCH', `/${id}`, { metadata: { b: '2' } })
    expect(noted.body).to.deep.equal({ ...body, active: false, metadata: { b: '2' } })
    expect((await call('PATCH', `/${id}`, {})).body).to.deep.equal(noted.body)
    for (const fixed of ['unit_amount', 'product', 'token', 'chain', 'type'] as const) {
      const sent = { [fixed]: bodyOf({ type: 'one_time' })[fixed] }
      expect(await refusal(call('PATCH', `/${id}`, sent))).to.deep.equal([400, 'invalid_request', fixed])
    }
    expect((await call('DELETE', `/${id}`)).status).to.equal(405)
    const events = await world.db
      .selectFrom('event')
      .select(['type', 'data'])
      .where('object_id', '=', id)
      .orderBy('seq')
      .execute()
    expect(events.map(({ type, data }) => [type, data])).to.deep.equal([
      ['price.created', { object: body }],
      ['price.updated', { object: off.body }],
      ['price.updated', { object: noted.body }],
    ])
  })

  it('are found by product, by whether they are offered, and by metadata', async () => {
    const own = await addProduct()
    const one = (await add({ product: own, metadata: { tier: 'x' } })).body.id
    const two = (await add({ product: own, active: false })).body.id
    const list = async (query: string) => idsOf(await call('GET', `?${query}`))
    expect(await list(`product=${own}`)).to.deep.equal([two, one])
    expect(await list(`product=${own}&active=true`)).to.deep.equal([one])
    expect(await list(`product=${own}&active=false`)).to.deep.equal([two])
    expect(await list('metadata[tier]=x')).to.deep.equal([one])
    expect(await list(`product=${own}&created[gt]=2100-01-01T00:00:00Z`)).to.deep.equal([])
    expect(idsOf(await call('GET', `?product=${own}`, undefined, stranger.key))).to.deep.equal([])
  })

  it('are added once for one Idempotency-Key', async () => {
    const once = () =>
      server.call('POST', '/v1/prices', { key: merchant.key, idempotencyKey: 'five', body: bodyOf() })
    const [first, again] = [await once(), await once()]
    expect(again.body).to.deep.equal(first.body)
    expect(again.headers.get('idempotent-replayed')).to.equal('true')
  })

  it('are nobody else’s, of nobody else’s product, and for keys with their scope', async () => {
    const { id } = (await add()).body
    const theirs = call('PATCH', `/${id}`, { active: false }, stranger.key)
    expect(await refusal(theirs)).to.deep.equal([404, 'not_found', 'id'])
    expect(await refusal(add({}, stranger.key))).to.deep.equal([404, 'not_found', 'product'])
    const { key } = await addMerchant(world, { scopes: ['products:read'] })
    expect((await add({}, key)).body.code).to.equal('insufficient_scope')
    expect((await call('PATCH', `/${id}`, {}, key)).status).to.equal(403)
    expect((await call('GET', '', undefined, key)).status).to.equal(200)
  })
})
