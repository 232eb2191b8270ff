import { after, before, describe, it } from 'node:test'
import { expect } from 'chai'
import { idsOf } from '../lists/support/idsOf.ts'
import { addMerchant, type TestMerchant } from '../support/merchants.ts'
import { digestRows } from '../support/rows.ts'
import { type Reply, serveApi, type TestServer } from '../support/server.ts'
import { openWorld, type World } from '../support/world.ts'

describe('products', () => {
  let world: World
  let server: TestServer
  let merchant: TestMerchant
  let stranger: TestMerchant

  before(async () => {
    world = await openWorld()
    server = await serveApi(world)
    merchant = await addMerchant(world)
    stranger = await addMerchant(world, { name: 'Stranger' })
  })
  after(async () => {
    await server?.close()
    await world?.close()
  })

  const call = (method: string, path: string, body?: unknown, key = merchant.key) =>
    server.call(method, `/v1/products${path}`, { key, body })
  const add = (body: Record<string, unknown>, key?: string) => call('POST', '', body, key)
  const refusal = async (reply: Promise<Reply>) => {
    const { status, body } = await reply
    return [status, body.code, body.param]
  }
  const eventsOf = (id: string) =>
    world.db.selectFrom('event').select(['type', 'data']).where('object_id', '=', id).orderBy('seq').execute()

  it('are kept as they are given, and offered unless said otherwise', async () => {
    const given = { name: 'Tea', description: 'Green', metadata: { sku: 'T' } }
    const { status, body } = await add(given)
    expect(status).to.equal(201)
    expect(body).to.deep.include({ object: 'product', mode: 'test', active: true, ...given })
    expect((await call('GET', `/${body.id}`)).body).to.deep.equal(body)
    expect((await add({ name: 'Old tea', active: false })).body).to.include({ active: false })
  })

  const faults: [body: Record<string, unknown>, param: string][] = [
    [{ name: '' }, 'name'],
    [{ name: null }, 'name'],
    [{ name: 'x'.repeat(201) }, 'name'],
    [{ name: 'Tea', description: 'x'.repeat(501) }, 'description'],
    [{ name: 'Tea', active: 'yes' }, 'active'],
    [{ name: 'Tea', metadata: { '': 'x' } }, 'metadata.'],
    [{ name: 'Tea', price: '5' }, 'price'],
  ]
  for (const [body, param] of faults) {
    it(`are refused with ${JSON.stringify(body).slice(0, 50)}, whether added or changed`, async () => {
      const { id } = (await add({ name: 'Tea' })).body
      const standing = await digestRows(world)
      expect(await refusal(add(body))).to.deep.equal([400, 'invalid_request', param])
      expect(await refusal(call('PATCH', `/${id}`, body))).to.deep.equal([400, 'invalid_request', param])
      expect(await digestRows(world)).to.deep.equal(standing)
    })
  }

  it('need a name', async () => {
    expect(await refusal(add({}))).to.deep.equal([400, 'invalid_request', 'name'])
  })

  it('change where something is sent, with an event each time', async () => {
    const { body } = await add({ name: 'Tea', description: 'Green', metadata: { a: '1', b: '2' } })
    const id = String(body.id)
    const off = await call('PATCH', `/${id}`, { active: false, description: null })
    expect(off.body).to.deep.equal({ ...body, active: false, description: null })
    const on = await call('PATCH', `/${id}`, { active: true, name: 'Black tea', metadata: { b: '3' } })
    expect(on.body).to.deep.equal({ ...body, name: 'Black tea', description: null, metadata: { b: '3' } })
    expect((await call('PATCH', `/${id}`, {})).body).to.deep.equal(on.body)
    const events = await eventsOf(id)
    expect(events.map(({ type, data }) => [type, data])).to.deep.equal([
      ['product.created', { object: body }],
      ['product.updated', { object: off.body }],
      ['product.updated', { object: on.body }],
    ])
  })

  it('are not deleted', async () => {
    const { id } = (await add({ name: 'Tea' })).body
    expect((await call('DELETE', `/${id}`)).status).to.equal(405)
  })

  it('are found by whether they are offered and by metadata, page by page', async () => {
    const { key } = await addMerchant(world)
    const list = async (query: string) => idsOf(await call('GET', `?${query}`, undefined, key))
    const one = (await add({ name: 'One', metadata: { kind: 'tea' } }, key)).body.id
    const two = (await add({ name: 'Two', metadata: { kind: 'tea' }, active: false }, key)).body.id
    const three = (await add({ name: 'Three' }, key)).body.id
    expect(await list('')).to.deep.equal([three, two, one])
    expect(await list('active=true')).to.deep.equal([three, one])
    expect(await list('active=false')).to.deep.equal([two])
    expect(await list('metadata[kind]=tea')).to.deep.equal([two, one])
    expect(await list('metadata[kind]=tea&active=true')).to.deep.equal([one])
    expect(await list(`active=true&starting_after=${three}`)).to.deep.equal([one])
    expect(await refusal(call('GET', '?active=1'))).to.deep.equal([400, 'invalid_request', 'active'])
  })

  it('are added once for one Idempotency-Key', async () => {
    const once = () =>
      server.call('POST', '/v1/products', {
        key: merchant.key,
        idempotencyKey: 'tea',
        body: { name: 'Tea' },
      })
    const [first, again] = [await once(), await once()]
    expect(again.body).to.deep.equal(first.body)
    expect(again.headers.get('idempotent-replayed')).to.equal('true')
  })

  it('are nobody else’s, and for keys with their scope', async () => {
    const { id } = (await add({ name: 'Tea' })).body
    for (const [method, body] of [
      ['GET', undefined],
      ['PATCH', { name: 'Mine' }],
    ] as const) {
      const reply = call(method, `/${id}`, body, stranger.key)
      expect(await refusal(reply)).to.deep.equal([404, 'not_found', 'id'])
    }
    const { key } = await addMerchant(world, { scopes: ['products:read'] })
    expect((await call('GET', '', undefined, key)).status).to.equal(200)
    expect((await add({ name: 'Tea' }, key)).body.code).to.equal('insufficient_scope')
    expect((await call('PATCH', `/${id}`, {}, key)).status).to.equal(403)
  })
})
