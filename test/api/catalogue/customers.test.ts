import { after, before, describe, it } from 'node:test'
import { expect } from 'chai'
import { sql } from 'kysely'
import { idsOf } from '../lists/support/idsOf.ts'
import { addMerchant, type TestMerchant } from '../support/merchants.ts'
import { digestRows } from '../support/rows.ts'
import { type Reply, serveApi, type TestServer } from '../support/server.ts'
import { openWorld, type World } from '../support/world.ts'

describe('customers', () => {
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
    server.call(method, `/v1/customers${path}`, { key, body })
  const add = (body: Record<string, unknown>, key?: string) => call('POST', '', body, key)
  const idOf = async (body: Record<string, unknown>, key?: string) => String((await add(body, key)).body.id)
  const refusal = async (reply: Promise<Reply>) => {
    const { status, body } = await reply
    return [status, body.code, body.param]
  }
  const eventsOf = (id: string) =>
    world.db.selectFrom('event').select(['type', 'data']).where('object_id', '=', id).orderBy('seq').execute()

  it('are kept as they are given, and may be given empty', async () => {
    const given = { name: 'Ada', email: 'Ada@example.com', reference: 'user-1', metadata: { a: 'b' } }
    const { status, body } = await add(given)
    expect(status).to.equal(201)
    expect(body).to.deep.include({ object: 'customer', mode: 'test', deleted: false, ...given })
    expect((await call('GET', `/${body.id}`)).body).to.deep.equal(body)
    const empty = await add({})
    expect(empty.body).to.deep.include({ name: null, email: null, reference: null, metadata: {} })
    expect((await eventsOf(String(body.id))).map(({ data }) => data)).to.deep.equal([{ object: body }])
  })

  const faults: [body: Record<string, unknown>, param: string][] = [
    [{ name: '' }, 'name'],
    [{ name: 'x'.repeat(201) }, 'name'],
    [{ name: 'a\0b' }, 'name'],
    [{ email: 'ada' }, 'email'],
    [{ email: 'ada@example' }, 'email'],
    [{ email: ' ada@example.com' }, 'email'],
    [{ email: `ada@${'x.'.repeat(130)}example.com` }, 'email'],
    [{ reference: '' }, 'reference'],
    [{ reference: 'x'.repeat(201) }, 'reference'],
    [{ metadata: { a: 1 } }, 'metadata.a'],
    [{ id: 'cus_1' }, 'id'],
  ]
  for (const [body, param] of faults) {
    it(`are refused with ${JSON.stringify(body).slice(0, 50)}, whether added or changed`, async () => {
      const id = await idOf({})
      const standing = await digestRows(world)
      expect(await refusal(add(body))).to.deep.equal([400, 'invalid_request', param])
      expect(await refusal(call('PATCH', `/${id}`, body))).to.deep.equal([400, 'invalid_request', param])
      expect(await digestRows(world)).to.deep.equal(standing)
    })
  }

  it('change where something is sent, replace metadata as a whole, and are emptied by null', async () => {
    const { body } = await add({ name: 'Ada', reference: 'user-2', metadata: { a: '1', b: '2' } })
    const id = String(body.id)
    const renamed = await call('PATCH', `/${id}`, { name: 'Ada L.' })
    expect(renamed.body).to.deep.equal({ ...body, name: 'Ada L.' })
    const noted = await call('PATCH', `/${id}`, { metadata: { b: '3' }, name: null })
    expect(noted.body).to.deep.equal({ ...body, name: null, metadata: { b: '3' } })
    expect((await call('PATCH', `/${id}`, {})).body).to.deep.equal(noted.body)
    expect(idsOf(await call('GET', '?metadata[b]=3'))).to.deep.equal([id])
    expect((await eventsOf(id)).map(({ type }) => type)).to.deep.equal([
      'customer.created',
      'customer.updated',
      'customer.updated',
    ])
  })

  it('have references of their own, even where two ask for one at once', async () => {
    const replies = await Promise.all(Array.from({ length: 6 }, () => add({ reference: 'once' })))
    expect(replies.map(({ status }) => status).sort()).to.deep.equal([201, 409, 409, 409, 409, 409])
    expect(await refusal(add({ reference: 'once' }))).to.deep.equal([
      409,
      'customer_reference_taken',
      'reference',
    ])
    expect((await add({ reference: 'once' }, stranger.key)).status).to.equal(201)
    expect(idsOf(await call('GET', '?reference=once'))).to.have.length(1)
  })

  it('take no other’s reference by a change, even where two try at once or swap theirs', async () => {
    const ids = [await idOf({ reference: 'left' }), await idOf({ reference: 'right' }), await idOf({})]
    const change = (index: number, reference: string) => call('PATCH', `/${ids[index]}`, { reference })
    expect(await refusal(change(0, 'right'))).to.deep.equal([409, 'customer_reference_taken', 'reference'])
    for (let round = 0; round < 5; round += 1) {
      const swapped = await Promise.all([change(0, 'right'), change(1, 'left')])
      expect(swapped.map(({ status }) => status)).to.deep.equal([409, 409])
      const wanted = await Promise.all([change(0, `free-${round}`), change(2, `free-${round}`)])
      expect(wanted.map(({ status }) => status).sort()).to.deep.equal([200, 409])
      await Promise.all([change(0, 'left'), change(2, 'third')])
    }
  })

  it('are deleted but for their id, the same at every call, and give their reference free', async () => {
    const { body } = await add({ name: 'Ada', email: 'a@b.example', reference: 'gone', metadata: { k: 'v' } })
    const id = String(body.id)
    const [first, second] = [await call('DELETE', `/${id}`), await call('DELETE', `/${id}`)]
    const left = { ...body, deleted: true, name: null, email: null, reference: null, metadata: {} }
    expect(first).to.deep.include({ status: 200, body: left })
    expect(second).to.deep.include({ status: 200, body: left })
    expect((await call('GET', `/${id}`)).body).to.deep.equal(left)
    expect(await refusal(call('PATCH', `/${id}`, { name: 'A' }))).to.deep.equal([
      409,
      'customer_deleted',
      'id',
    ])
    const events = await eventsOf(id)
    expect(events.map(({ type }) => type)).to.deep.equal(['customer.created', 'customer.deleted'])
    expect(events[1]?.data).to.deep.equal({ object: left })
    const entries = await sql`SELECT FROM florin.metadata_entry WHERE object_id = ${id}`.execute(world.db)
    expect(entries.rows).to.have.length(0)
    for (const query of ['', '?reference=gone', '?email=a@b.example', '?metadata[k]=v']) {
      expect(idsOf(await call('GET', query))).to.not.include(id)
    }
    expect((await add({ reference: 'gone' })).status).to.equal(201)
  })

  it('are found by e-mail address in whichever case, reference, metadata and time, together', async () => {
    const key = (await addMerchant(world)).key
    const list = async (query: string) => idsOf(await call('GET', `?${query}`, undefined, key))
    const one = await idOf({ email: 'Same@example.com', reference: 'a&b', metadata: { order: '1' } }, key)
    const two = await idOf({ email: 'same@example.com', metadata: { order: '1' } }, key)
    await idOf({ email: 'other@example.com' }, key)
    expect(await list('email=SAME@example.com')).to.deep.equal([two, one])
    expect(await list('email=same@example.com&limit=1')).to.deep.equal([two])
    expect(await list(`email=same@example.com&starting_after=${two}`)).to.deep.equal([one])
    expect(await list('reference=a%26b')).to.deep.equal([one])
    expect(await list('metadata[order]=1&reference=a%26b')).to.deep.equal([one])
    expect(await list('created[gt]=2100-01-01T00:00:00Z')).to.deep.equal([])
    expect(await refusal(call('GET', '?email=nobody', undefined, key))).to.deep.equal([
      400,
      'invalid_request',
      'email',
    ])
  })

  it('are added once for one Idempotency-Key', async () => {
    const once = (name: string) =>
      server.call('POST', '/v1/customers', { key: merchant.key, idempotencyKey: 'ada', body: { name } })
    const [first, again] = [await once('Ada'), await once('Ada')]
    expect(again.body).to.deep.equal(first.body)
    expect(again.headers.get('idempotent-replayed')).to.equal('true')
    expect((await once('Eva')).body.code).to.equal('idempotency_key_reused')
  })

  it('are nobody else’s, and for keys with their scope', async () => {
    const id = await idOf({})
    expect(await refusal(call('DELETE', `/${id}`, undefined, stranger.key))).to.deep.equal([
      404,
      'not_found',
      'id',
    ])
    const { key } = await addMerchant(world, { scopes: ['customers:read'] })
    expect((await call('GET', '', undefined, key)).status).to.equal(200)
    for (const [method, path] of [
      ['POST', ''],
      ['PATCH', `/${id}`],
      ['DELETE', `/${id}`],
    ] as const) {
      const reply = await call(method, path, method === 'DELETE' ? undefined : {}, key)
      expect([reply.status, reply.body.code]).to.deep.equal([403, 'insufficient_scope'])
    }
  })
})
