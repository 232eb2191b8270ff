import { createServer, type Server } from 'node:http'
import { after, before, describe, it } from 'node:test'
import { expect } from 'chai'
import { sql } from 'kysely'
import pino from 'pino'
import { makeApp } from '../../../api/src/app.ts'
import type { Owner } from '../../../api/src/domain/caller.ts'
import { createWebhookEndpoint } from '../../../api/src/routes/createWebhookEndpoint.ts'
import { deleteWebhookEndpoint } from '../../../api/src/routes/deleteWebhookEndpoint.ts'
import { getEvent } from '../../../api/src/routes/getEvent.ts'
import { getWebhookEndpoint } from '../../../api/src/routes/getWebhookEndpoint.ts'
import { listEvents } from '../../../api/src/routes/listEvents.ts'
import { listWebhookEndpoints } from '../../../api/src/routes/listWebhookEndpoints.ts'
import { deliver, verify } from './support/deliver.ts'
import { addDelivery, addKey, addOwner, type Desk, openDesk } from './support/desk.ts'
import { openReceiver, type Receiver } from './support/receiver.ts'

const SCOPES = ['webhook_endpoints:read', 'webhook_endpoints:write', 'events:read'] as const

type Json = Record<string, unknown>

describe('webhook endpoints over HTTP', () => {
  const logged: string[] = []
  let desk: Desk
  let receiver: Receiver
  let server: Server
  let production: Server
  let owner: Owner
  let key: string
  let strangersKey: string

  before(async () => {
    desk = await openDesk()
    receiver = await openReceiver()
    owner = await addOwner(desk)
    key = await addKey(desk, owner, SCOPES)
    strangersKey = await addKey(desk, await addOwner(desk), SCOPES)
    server = await serve('local')
    production = await serve('production')
  })
  after(async () => {
    server?.close()
    production?.close()
    await receiver?.close()
    await desk?.close()
  })

  it('creates an endpoint whose secret verifies deliveries, and is told once', async () => {
    const body = { url: receiver.url, description: 'my shop' }
    const created = await call('POST', '/v1/webhook_endpoints', { body, idempotencyKey: 'once' })
    expect(created.status).to.equal(201)
    const secret = String(created.json.secret)
    expect(secret).to.match(/^whsec_[0-9A-Za-z+/]{43}=$/)
    expect(created.json).to.include({ object: 'webhook_endpoint', status: 'enabled', description: 'my shop' })
    expect(created.json.enabled_events).to.deep.equal(['*'])

    const replayed = await call('POST', '/v1/webhook_endpoints', { body, idempotencyKey: 'once' })
    expect(replayed.headers.get('idempotent-replayed')).to.equal('true')
    expect(replayed.json).to.deep.equal({ ...created.json, secret: null })
    const read = await call('GET', `/v1/webhook_endpoints/${created.json.id}`)
    expect(read.json).to.not.have.property('secret')

    const delivery = await addDelivery(desk, owner, String(created.json.id))
    await deliver(desk.ctx, delivery)
    expect(verify(secret, receiver.received[0])).to.include({ id: delivery.eventId })
    await expectNowhere(secret)
  })

  it('lists endpoints newest first, and shows none to others', async () => {
    const other = await addKey(desk, await addOwner(desk), SCOPES)
    const ids: unknown[] = []
    for (const path of ['a', 'b', 'c']) {
      const body = { url: `https://shop.example/${path}`, enabled_events: ['invoice.paid'] }
      ids.unshift((await call('POST', '/v1/webhook_endpoints', { body, key: other })).json.id)
    }
    const first = await call('GET', '/v1/webhook_endpoints?limit=2', { key: other })
    expect(first.json).to.include({ object: 'list', has_more: true, url: '/v1/webhook_endpoints' })
    expect(idsOf(first.json)).to.deep.equal(ids.slice(0, 2))
    const rest = await call('GET', `/v1/webhook_endpoints?starting_after=${ids[1]}`, { key: other })
    expect(idsOf(rest.json)).to.deep.equal(ids.slice(2))
    expect(idsOf((await call('GET', '/v1/webhook_endpoints', { key: strangersKey })).json)).to.deep.equal([])
    const foreign = await call('GET', `/v1/webhook_endpoints/${ids[0]}`, { key: strangersKey })
    expect([foreign.status, foreign.json.code]).to.deep.equal([404, 'not_found'])
  })

  it('deletes an endpoint, but not another merchant’s', async () => {
    const body = { url: 'https://shop.example/deleted' }
    const { json } = await call('POST', '/v1/webhook_endpoints', { body })
    const path = `/v1/webhook_endpoints/${json.id}`
    expect((await call('DELETE', path, { key: strangersKey })).status).to.equal(404)
    const deleted = await call('DELETE', path)
    expect(deleted.json).to.deep.equal({ object: 'webhook_endpoint', id: json.id, deleted: true })
    expect((await call('GET', path)).status).to.equal(404)
    expect((await call('DELETE', path)).status).to.equal(404)
    expect(idsOf((await call('GET', '/v1/webhook_endpoints')).json)).to.not.include(json.id)
  })

  const forbidden = [
    'shop.example',
    '/hook',
    'ftp://shop.example',
    'javascript:alert(1)',
    'https://user:pass@shop.example',
    'https://user@shop.example',
    'https://shop.example/#top',
    `https://shop.example/${'a'.repeat(2_048)}`,
  ]
  for (const url of forbidden) {
    it(`refuses the URL ${url.slice(0, 40)}`, async () => {
      const refused = await call('POST', '/v1/webhook_endpoints', { body: { url } })
      expect(refused.status).to.equal(400)
      expect(refused.json).to.include({ code: 'webhook_url_forbidden', param: 'url' })
    })
  }

  it('refuses plain http outside a local installation', async () => {
    const body = { url: 'http://shop.example/hook' }
    const refused = await call('POST', '/v1/webhook_endpoints', { body, at: production })
    expect([refused.status, refused.json.code]).to.deep.equal([400, 'webhook_url_forbidden'])
    const secure = { url: 'https://shop.example/hook' }
    expect((await call('POST', '/v1/webhook_endpoints', { body: secure, at: production })).status).to.equal(
      201,
    )
  })

  const malformed: [Json, string][] = [
    [{}, 'url'],
    [{ url: 'https://shop.example', enabled_events: [] }, 'enabled_events'],
    [{ url: 'https://shop.example', enabled_events: ['invoice.exploded'] }, 'enabled_events.0'],
    [{ url: 'https://shop.example', enabled_events: ['*', 'invoice.paid'] }, 'enabled_events'],
    [{ url: 'https://shop.example', enabled_events: ['invoice.paid', 'invoice.paid'] }, 'enabled_events'],
    [{ url: 'https://shop.example', secret: 'whsec_mine' }, 'secret'],
  ]
  for (const [body, param] of malformed) {
    it(`refuses ${JSON.stringify(body)}`, async () => {
      const refused = await call('POST', '/v1/webhook_endpoints', { body })
      expect(refused.status).to.equal(400)
      expect(refused.json).to.include({ code: 'invalid_request', param })
    })
  }

  it('refuses a key without the scope', async () => {
    const reader = await addKey(desk, owner, ['webhook_endpoints:read'])
    const body = { url: 'https://shop.example' }
    expect((await call('POST', '/v1/webhook_endpoints', { body, key: reader })).status).to.equal(403)
    expect((await call('GET', '/v1/events', { key: reader })).status).to.equal(403)
  })

  it('shows events with every attempt to deliver them', async () => {
    const { json } = await call('POST', '/v1/webhook_endpoints', { body: { url: `${receiver.url}/events` } })
    const delivery = await addDelivery(desk, owner, String(json.id))
    await deliver(desk.ctx, delivery)
    const listed = await call('GET', '/v1/events?type=invoice.paid&limit=1')
    expect(idsOf(listed.json)).to.deep.equal([delivery.eventId])
    const shown = await call('GET', `/v1/events/${delivery.eventId}`)
    expect(shown.json).to.include({
      object: 'event',
      id: delivery.eventId,
      type: 'invoice.paid',
      mode: 'test',
    })
    const deliveries = shown.json.deliveries as Json[]
    const mine = deliveries.find((shownDelivery) => shownDelivery.endpoint === json.id)
    expect(mine?.status).to.equal('delivered')
    const attempts = mine?.attempts as Json[] | undefined
    expect(attempts?.[0]).to.include({ number: 1, response_status: 204, error: null })
    expect((await call('GET', `/v1/events/${delivery.eventId}`, { key: strangersKey })).status).to.equal(404)
    expect((await call('GET', '/v1/events?type=nonsense')).json).to.include({ param: 'type' })
  })

  async function serve(environment: 'local' | 'production'): Promise<Server> {
    const log = pino({ level: 'trace' }, { write: (line: string) => logged.push(line) })
    const ctx = desk.openCtx({ role: 'api', environment, log })
    const routes = [
      createWebhookEndpoint,
      listWebhookEndpoints,
      getWebhookEndpoint,
      deleteWebhookEndpoint,
      listEvents,
      getEvent,
    ]
    const listening = createServer(makeApp(ctx, routes))
    await new Promise<void>((resolve) => listening.listen(0, '127.0.0.1', resolve))
    return listening
  }

  async function call(
    method: string,
    path: string,
    options: { body?: Json; key?: string; idempotencyKey?: string; at?: Server } = {},
  ) {
    const address = (options.at ?? server).address()
    const port = typeof address === 'object' ? address?.port : undefined
    const response = await fetch(`http://127.0.0.1:${port}${path}`, {
      method,
      headers: {
        authorization: `Bearer ${options.key ?? key}`,
        ...(options.body ? { 'content-type': 'application/json' } : {}),
        ...(options.idempotencyKey ? { 'idempotency-key': options.idempotencyKey } : {}),
      },
      ...(options.body ? { body: JSON.stringify(options.body) } : {}),
    })
    return { status: response.status, headers: response.headers, json: (await response.json()) as Json }
  }

  /** Looks for a secret, as text or as its bytes, in every table that could have it and in all logs. */
  async function expectNowhere(secret: string): Promise<void> {
    const bytes = Buffer.from(secret.slice('whsec_'.length), 'base64').toString('hex')
    for (const table of ['webhook_endpoint', 'webhook_attempt', 'event', 'idempotency_key']) {
      const { rows } = await sql<{ text: string }>`
        SELECT t::text AS text FROM ${sql.table(`florin.${table}`)} t`.execute(desk.db)
      const all = rows.map((row) => row.text).join('\n')
      expect(all.includes(secret) || all.includes(bytes), table).to.equal(false)
      expect(all, table).to.not.include(Buffer.from(secret).toString('hex'))
    }
    expect(logged.join('\n')).to.not.include(secret)
    expect(logged.length).to.be.greaterThan(0)
  }
})

function idsOf(list: Json): unknown[] {
  return (list.data as Json[]).map((item) => item.id)
}
