import { after, before, describe, it } from 'node:test'
import { expect } from 'chai'
import { sql } from 'kysely'
import { addInvoice } from '../support/invoices.ts'
import { addMerchant, type TestMerchant } from '../support/merchants.ts'
import { serveApi, type TestServer } from '../support/server.ts'
import { openWorld, type World } from '../support/world.ts'
import { idsOf } from './support/idsOf.ts'

const NOON = Date.parse('2026-06-01T12:00:00.000Z')

describe('filters of lists', () => {
  let world: World
  let server: TestServer
  let merchant: TestMerchant
  let ids: string[]

  before(async () => {
    world = await openWorld()
    server = await serveApi(world)
    merchant = await addMerchant(world)
    ids = []
    for (const offset of [0, 1, 1, 5]) {
      const clock = { now: () => new Date(NOON + offset) }
      const metadata = { order: `#${offset}`, 'a[b]': 'yes', ...(offset === 1 ? { twin: 'é&=' } : {}) }
      const timed = { ...world, ctx: { ...world.ctx, clock } }
      ids.push((await addInvoice(timed, merchant.owner, { metadata })).id)
    }
  })
  after(async () => {
    await server.close()
    await world.close()
  })

  const list = (query: string, path = '/v1/invoices') =>
    server.call('GET', `${path}?${query}`, { key: merchant.key })

  it('shows a list without any query', async () => {
    const reply = await server.call('GET', '/v1/invoices', { key: merchant.key })
    expect(idsOf(reply)).to.deep.equal(ids.toReversed())
  })

  const spans: [query: string, places: number[]][] = [
    ['created[gte]=2026-06-01T12:00:00.001Z', [3, 2, 1]],
    ['created[gt]=2026-06-01T12:00:00.001Z', [3]],
    ['created[lte]=2026-06-01T12:00:00.001Z', [2, 1, 0]],
    ['created[lt]=2026-06-01T12:00:00.001Z', [0]],
    ['created[gte]=2026-06-01T12:00:00Z&created[lt]=2026-06-01T12:00:00.005Z', [2, 1, 0]],
    ['created[gt]=2026-06-01T12:00:00Z&created[gte]=2026-06-01T11:00:00Z', [3, 2, 1]],
    ['created[gte]=2026-06-01T12:00:00.0011Z', [3]],
    ['created[gt]=2026-06-01T12:00:00.0011Z', [3]],
    ['created[lt]=2026-06-01T12:00:00.0011Z', [2, 1, 0]],
    ['created[lte]=2026-06-01T12:00:00.0009Z', [0]],
    ['created[gte]=1950-01-01T00:00:00Z&created[lt]=9999-12-31T23:59:59Z', [3, 2, 1, 0]],
    ['created[lt]=1950-01-01T00:00:00Z', []],
    ['created[gt]=2026-06-01T12:00:01Z&created[lt]=2026-06-01T12:00:00Z', []],
    ['created%5Bgte%5D=2026-06-01T12%3A00%3A00.005Z', [3]],
  ]
  for (const [query, places] of spans) {
    it(`finds by ${query} what was created then`, async () => {
      expect(idsOf(await list(query))).to.deep.equal(places.map((place) => ids[place]))
    })
  }

  it('goes on within the span from a cursor, in both directions', async () => {
    const span = 'created[gte]=2026-06-01T12:00:00.001Z&limit=1'
    const first = await list(span)
    expect([idsOf(first), first.body.has_more]).to.deep.equal([[ids[3]], true])
    const last = await list(`${span}&starting_after=${ids[2]}`)
    expect([idsOf(last), last.body.has_more]).to.deep.equal([[ids[1]], false])
    const back = await list(`${span}&ending_before=${ids[1]}`)
    expect([idsOf(back), back.body.has_more]).to.deep.equal([[ids[2]], true])
  })

  const metadata: [query: string, places: number[]][] = [
    ['metadata[order]=%235', [3]],
    ['metadata[order]=5', []],
    ['metadata[twin]=%C3%A9%26%3D', [2, 1]],
    ['metadata[a[b]]=yes', [3, 2, 1, 0]],
    ['metadata[a[b]]=yes&metadata[order]=%231', [2, 1]],
    ['metadata[a[b]]=yes&metadata[order]=%231&created[lt]=2026-06-01T12:00:00.001Z', []],
    ['metadata[order]=', []],
    ['metadata[constructor]=x', []],
  ]
  for (const [query, places] of metadata) {
    it(`finds by ${query} what has exactly that`, async () => {
      expect(idsOf(await list(query))).to.deep.equal(places.map((place) => ids[place]))
    })
  }

  const refusals: [query: string, param: string][] = [
    ['created=2026-06-01T12:00:00Z', 'created'],
    ['created=x&created[gte]=2026-06-01T12:00:00Z', 'created'],
    ['created[gte]=yesterday', 'created[gte]'],
    ['created[gte]=2026-06-01', 'created[gte]'],
    ['created[gte]=2026-06-01T12:00:00Z&created[gte]=2026-06-01T12:00:00Z', 'created[gte]'],
    ['created[from]=2026-06-01T12:00:00Z', 'created[from]'],
    ['created[]=2026-06-01T12:00:00Z', 'created[]'],
    ['created[__proto__]=x', 'created[__proto__]'],
    ['metadata=x', 'metadata'],
    ['metadata[]=x', 'metadata[]'],
    ['metadata[__proto__]=x', 'metadata[__proto__]'],
    ['metadata[a]=x&metadata[a]=y', 'metadata[a]'],
    ['metadata[a%00b]=x', 'metadata[a\0b]'],
    ['metadata[a]=x%00y', 'metadata[a]'],
    [`metadata[${'k'.repeat(41)}]=x`, `metadata[${'k'.repeat(41)}]`],
    ['metadata[a]=1&metadata[b]=1&metadata[c]=1&metadata[d]=1&metadata[e]=1&metadata[f]=1', 'metadata'],
    ['ordered=true', 'ordered'],
    ['ordered[by]=id', 'ordered'],
    ['[gte]=x', '[gte]'],
    ['__proto__=x', '__proto__'],
    ['customer=inv_01h2xcejqtf2nbrexx3vqjhp41', 'customer'],
    ['status=lost', 'status'],
  ]
  for (const [query, param] of refusals) {
    it(`refuses ${query}`, async () => {
      const { status, body } = await list(query)
      expect([status, body.code, body.param]).to.deep.equal([400, 'invalid_request', param])
    })
  }

  it('tells pairs apart whose digest is one', async () => {
    const twins = { 'key\u0001a': 'b', key: 'a\u0001b' }
    const { id } = await addInvoice(world, merchant.owner, { metadata: twins })
    expect(idsOf(await list('metadata[key]=a%01b&metadata[key%01a]=b'))).to.deep.equal([id])
    const half = await addInvoice(world, merchant.owner, { metadata: { key: 'a\u0001b' } })
    expect(idsOf(await list('metadata[key%01a]=b'))).to.deep.equal([id])
    expect(idsOf(await list('metadata[key]=a%01b'))).to.deep.equal([half.id, id])
  })

  it('follows every table whose objects have metadata', async () => {
    const { rows } = await sql<{ name: string; triggers: number }>`
      SELECT relname AS name, (SELECT count(*)::int FROM pg_trigger WHERE tgrelid = attrelid
        AND tgfoid = 'florin.keep_metadata_entries'::regproc) AS triggers
      FROM pg_attribute JOIN pg_class ON pg_class.oid = attrelid
      WHERE relnamespace = 'florin'::regnamespace AND relkind = 'r' AND attname = 'metadata'
        AND EXISTS (SELECT FROM pg_attribute WHERE attrelid = pg_class.oid AND attname = 'merchant_id')`.execute(
      world.db,
    )
    expect(rows.length).to.be.at.least(5)
    // A migration that adds such a table calls florin.index_metadata for it.
    expect(rows.filter(({ triggers }) => triggers !== 3)).to.deep.equal([])
  })

  it('knows no metadata where the objects have none', async () => {
    const { status, body } = await list('metadata[a]=x', '/v1/events')
    expect([status, body.param]).to.deep.equal([400, 'metadata'])
  })

  it('finds by metadata in every list whose objects have it', async () => {
    const metadata = { team: 'orders' }
    const { key } = merchant
    const made: [path: string, body: Record<string, unknown>][] = [
      ['/v1/webhook_endpoints', { url: 'https://shop.example/hooks' }],
      ['/v1/customers', {}],
      ['/v1/products', { name: 'Tea' }],
    ]
    for (const [path, body] of made) {
      const { id } = (await server.call('POST', path, { key, body: { ...body, metadata } })).body
      await server.call('POST', path, { key, body })
      expect(idsOf(await list('metadata[team]=orders', path))).to.deep.equal([id])
    }
    for (const path of ['/v1/refunds', '/v1/payouts', '/v1/prices', '/v1/payment_links']) {
      expect(idsOf(await list('metadata[team]=orders', path))).to.deep.equal([])
    }
  })

  it('takes a span of creation on every list by cursor', async () => {
    for (const path of ['/v1/events', '/v1/payments', '/v1/webhook_endpoints']) {
      const { status, body } = await list('created[gt]=2026-06-01T12:00:00.004Z', path)
      expect([status, body.object]).to.deep.equal([200, 'list'])
    }
    const span = 'created[gt]=2026-06-01T12:00:00.001Z&created[lt]=2026-06-01T12:00:01Z'
    expect(idsOf(await list(span, '/v1/events'))).to.have.length(1)
  })

  it('shows another merchant nothing of it', async () => {
    const other = await addMerchant(world)
    for (const query of ['metadata[a[b]]=yes', 'created[gte]=2026-06-01T12:00:00Z']) {
      const reply = await server.call('GET', `/v1/invoices?${query}`, { key: other.key })
      expect(idsOf(reply)).to.deep.equal([])
    }
  })
})
