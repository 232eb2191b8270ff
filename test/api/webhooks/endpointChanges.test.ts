import { after, afterEach, before, beforeEach, describe, it } from 'node:test'
import { expect } from 'chai'
import { sql } from 'kysely'
import pino from 'pino'
import { readConfig } from '../../../api/src/config.ts'
import { SCOPES } from '../../../api/src/domain/caller.ts'
import { openSecret } from '../../../api/src/domain/secretBox.ts'
import { resealSecrets } from '../../../api/src/services/resealSecrets.ts'
import { serveApi, type TestServer } from '../support/server.ts'
import { deliver, verify } from './support/deliver.ts'
import {
  addDelivery,
  addEndpoint,
  addKey,
  addOwner,
  type Desk,
  movableClock,
  openDesk,
} from './support/desk.ts'
import { answering, openReceiver, type Receiver } from './support/receiver.ts'

type Owner = Awaited<ReturnType<typeof addOwner>>

const HOUR_MS = 3_600_000

describe('a webhook endpoint over HTTP', () => {
  let desk: Desk
  let server: TestServer
  let receiver: Receiver
  let owner: Owner
  let key: string
  let strangersKey: string
  let endpoint: { id: string; secret: string }

  before(async () => {
    desk = await openDesk()
    server = await serveApi(desk)
    receiver = await openReceiver()
    strangersKey = await addKey(desk, await addOwner(desk), SCOPES)
  })
  after(async () => {
    await server?.close()
    await receiver?.close()
    await desk?.close()
  })
  beforeEach(async () => {
    owner = await addOwner(desk)
    key = await addKey(desk, owner, SCOPES)
    endpoint = await addEndpoint(desk, owner, receiver.url)
  })
  afterEach(() => {
    receiver.received.length = 0
    receiver.answer = answering(204)
  })

  const path = (rest = '') => `/v1/webhook_endpoints/${endpoint.id}${rest}`
  const patch = (body: unknown, as = key) => server.call('PATCH', path(), { key: as, body })
  const signatures = () => String(receiver.received.at(-1)?.headers['webhook-signature']).split(' ')

  it('changes what is sent and nothing else', async () => {
    const url = `${receiver.url}/other`
    const changed = await patch({ url, enabled_events: ['invoice.paid'], metadata: { team: 'shop' } })
    expect(changed.status).to.equal(200)
    expect(changed.body).to.deep.include({
      url,
      enabled_events: ['invoice.paid'],
      metadata: { team: 'shop' },
      description: null,
      status: 'enabled',
    })
    expect((await patch({ description: 'till' })).body).to.deep.include({ url, description: 'till' })
    await deliver(desk.ctx, await addDelivery(desk, owner, endpoint.id))
    expect(receiver.received.map((request) => request.path)).to.deep.equal(['/hook/other'])
  })

  it('hears nothing while it is disabled, and begins anew when it is enabled', async () => {
    receiver.answer = answering(500)
    const failed = await addDelivery(desk, owner, endpoint.id)
    await deliver(desk.ctx, failed)
    expect((await server.call('GET', path(), { key })).body.failing_since).to.be.a('string')
    expect((await patch({ status: 'disabled' })).body).to.include({
      status: 'disabled',
      disabled_reason: 'requested',
    })
    const { eventId } = await addDelivery(desk, owner, endpoint.id)
    expect(await desk.ctx.store.deliveries.listByEvent(desk.ctx.db, eventId)).to.deep.equal([])
    expect((await patch({ status: 'enabled' })).body).to.include({
      status: 'enabled',
      disabled_reason: null,
      failing_since: null,
    })
  })

  const refused: [unknown, string, string][] = [
    [{ url: 'ftp://shop.example' }, 'webhook_url_forbidden', 'url'],
    [{ enabled_events: [] }, 'invalid_request', 'enabled_events'],
    [{ status: 'deleted' }, 'invalid_request', 'status'],
    [{ secret: 'whsec_mine' }, 'invalid_request', 'secret'],
    [{ description: 'a\0b' }, 'invalid_request', 'description'],
  ]
  for (const [body, code, param] of refused)
    it(`refuses to become ${JSON.stringify(body)}`, async () => {
      const answer = await patch(body)
      expect(answer.status).to.equal(400)
      expect(answer.body).to.include({ code, param })
    })

  it('is found by nobody else, and changed by no key that may only read', async () => {
    const reader = await addKey(desk, owner, ['webhook_endpoints:read', 'events:read'])
    const writes: [string, string, unknown][] = [
      ['PATCH', '', { status: 'disabled' }],
      ['POST', '/rotate_secret', {}],
      ['POST', '/test', undefined],
      ['POST', '/replay', { from: '2026-01-01T00:00:00Z', to: '2026-01-02T00:00:00Z' }],
    ]
    for (const [method, rest, body] of writes) {
      const sent = body === undefined ? {} : { body }
      expect((await server.call(method, path(rest), { key: strangersKey, ...sent })).status, rest).to.equal(
        404,
      )
      expect((await server.call(method, path(rest), { key: reader, ...sent })).status, rest).to.equal(403)
    }
    expect((await server.call('GET', path('/deliveries'), { key: strangersKey })).status).to.equal(404)
  })

  it('is one of at most sixteen, also when many are made at once', async () => {
    const crowded = await addKey(desk, await addOwner(desk), SCOPES)
    const body = { url: 'https://shop.example/hooks' }
    const make = () => server.call('POST', '/v1/webhook_endpoints', { key: crowded, body })
    const made = await Promise.all(Array.from({ length: 20 }, make))
    const refused = made.filter(({ status }) => status !== 201)
    expect(made.length - refused.length).to.equal(16)
    expect(refused.map((reply) => [reply.status, reply.body.code])).to.deep.equal(
      Array.from({ length: 4 }, () => [409, 'too_many_webhook_endpoints']),
    )
    const [first] = made.filter(({ status }) => status === 201)
    await server.call('DELETE', `/v1/webhook_endpoints/${first?.body.id}`, { key: crowded })
    expect((await make()).status).to.equal(201)
  })

  it('signs with both secrets until the old one expires', async () => {
    const clock = movableClock()
    const ctx = desk.openCtx({ clock })
    const rotated = await server.call('POST', path('/rotate_secret'), {
      key,
      body: { expires_in: 3_600 },
      idempotencyKey: `rotate-${endpoint.id}`,
    })
    expect(rotated.status).to.equal(200)
    const secret = String(rotated.body.secret)
    expect(secret)
      .to.match(/^whsec_/)
      .and.not.equal(endpoint.secret)
    await deliver(ctx, await addDelivery(desk, owner, endpoint.id, ctx))
    expect(signatures()).to.have.length(2)
    const request = receiver.received.at(-1)
    expect(verify(secret, request)).to.deep.equal(verify(endpoint.secret, request))

    clock.moveTo(new Date(clock.now().getTime() + HOUR_MS + 60_000))
    await deliver(ctx, await addDelivery(desk, owner, endpoint.id, ctx))
    expect(signatures()).to.have.length(1)
  })

  it('shows a new secret once, and keeps none that can be read', async () => {
    const options = { key, body: {}, idempotencyKey: `once-${endpoint.id}` }
    const first = await server.call('POST', path('/rotate_secret'), options)
    const again = await server.call('POST', path('/rotate_secret'), options)
    expect(again.body).to.deep.equal({ ...first.body, secret: null })
    const secret = String(first.body.secret)
    for (const table of ['webhook_endpoint', 'idempotency_key', 'audit_entry']) {
      const { rows } = await sql<{ text: string }>`
        SELECT t::text AS text FROM ${sql.table(`florin.${table}`)} t`.execute(desk.db)
      const all = rows.map((row) => row.text).join('\n')
      expect(all, table).to.not.include(secret).and.not.include(Buffer.from(secret).toString('hex'))
    }
  })

  it('ends the old secret at once where that is asked, and the oldest at a second rotation', async () => {
    const rotate = async (expires_in: number) =>
      String((await server.call('POST', path('/rotate_secret'), { key, body: { expires_in } })).body.secret)
    const second = await rotate(600)
    const third = await rotate(600)
    await deliver(desk.ctx, await addDelivery(desk, owner, endpoint.id))
    const request = receiver.received.at(-1)
    verify(second, request)
    verify(third, request)
    expect(() => verify(endpoint.secret, request)).to.throw()
    await rotate(0)
    await deliver(desk.ctx, await addDelivery(desk, owner, endpoint.id))
    expect(signatures()).to.have.length(1)
    expect(() => verify(third, receiver.received.at(-1))).to.throw()
  })

  it('is tried by an event that it alone hears, whatever it wants', async () => {
    await patch({ enabled_events: ['invoice.voided'] })
    await addEndpoint(desk, owner, `${receiver.url}/other`)
    const tried = await server.call('POST', path('/test'), { key })
    expect(tried.status).to.equal(201)
    expect(tried.body).to.include({ object: 'event', type: 'webhook.test' })
    const deliveries = await desk.ctx.store.deliveries.listByEvent(desk.ctx.db, String(tried.body.id))
    expect(deliveries.map((delivery) => delivery.endpoint_id)).to.deep.equal([endpoint.id])
    await deliver(desk.ctx, { endpointId: endpoint.id, eventId: String(tried.body.id) })
    expect(verify(endpoint.secret, receiver.received.at(-1))).to.include({ type: 'webhook.test' })

    await patch({ status: 'disabled' })
    const disabled = await server.call('POST', path('/test'), { key })
    expect([disabled.status, disabled.body.code]).to.deep.equal([409, 'webhook_endpoint_disabled'])
  })

  it('keeps its path and its answers from those who may not see endpoints', async () => {
    receiver.answer = answering(200, {}, 'an answer of its own')
    await patch({ url: `${receiver.url}/services/T0/B1` })
    const tried = await server.call('POST', path('/test'), { key })
    const eventId = String(tried.body.id)
    await deliver(desk.ctx, { endpointId: endpoint.id, eventId })
    const told = async (as: string) =>
      JSON.stringify((await server.call('GET', `/v1/events/${eventId}`, { key: as })).body)
    const reader = await addKey(desk, owner, ['events:read', 'audit:read'])
    expect(await told(key))
      .to.include('an answer of its own')
      .and.not.include('/services/T0')
    expect(await told(reader)).not.to.include('an answer of its own')
    const { body } = await server.call('GET', '/v1/audit_log?limit=100', { key: reader })
    expect(JSON.stringify(body)).to.include('updateWebhookEndpoint').and.not.include('/services/T0')
  })

  it('shows what it was told, by status and page by page', async () => {
    const keys = []
    for (let count = 0; count < 3; count += 1) keys.push(await addDelivery(desk, owner, endpoint.id))
    const [first, second, third] = keys.map((delivery) => delivery.eventId)
    receiver.answer = answering(200, {}, 'thanks')
    await deliver(desk.ctx, { endpointId: endpoint.id, eventId: String(first) })
    const fourth = (await addDelivery(desk, owner, endpoint.id)).eventId
    const list = async (query: string) =>
      (await server.call('GET', path(`/deliveries${query}`), { key })).body
    const eventsOf = (body: Record<string, unknown>) =>
      (Array.isArray(body.data) ? body.data : []).map((item) => item.event)
    const page = await list('?limit=2')
    expect(eventsOf(page)).to.deep.equal([fourth, third])
    expect(page.has_more).to.equal(true)
    expect(eventsOf(await list(`?starting_after=${third}`))).to.deep.equal([second, first])
    expect(eventsOf(await list(`?ending_before=${second}&limit=1`))).to.deep.equal([third])
    expect(eventsOf(await list('?status=pending'))).to.deep.equal([fourth])
    const delivered = await list('?status=delivered')
    expect(eventsOf(delivered)).to.deep.equal([third, second, first])
    expect(JSON.stringify(delivered)).to.include('"response_excerpt":"thanks"')
    expect((await server.call('GET', path('/deliveries?status=lost'), { key })).body).to.include({
      param: 'status',
    })
  })

  it('is passed over, with an alarm, where no key opens its secret', async () => {
    const lost = await addEndpoint(desk, owner, receiver.url)
    const deleted = await addEndpoint(desk, owner, receiver.url)
    const unreadable = Buffer.alloc(60)
    for (const { id } of [lost, deleted])
      await desk.ctx.store.webhookEndpoints.update(desk.db, id, { secret_encrypted: unreadable })
    await desk.ctx.store.webhookEndpoints.update(desk.db, deleted.id, { status: 'deleted' })
    const later = await addEndpoint(desk, owner, receiver.url)
    const config = readConfig({
      ...desk.env('worker'),
      SECRETS_KEY: '78'.repeat(32),
      SECRETS_KEY_PREVIOUS: '42'.repeat(32),
    })
    const lines: string[] = []
    const log = pino({ level: 'warn' }, { write: (line) => lines.push(line) })
    await resealSecrets(desk.openCtx({ log, replace: { config } }))
    expect(lines.map((line) => JSON.parse(line).endpointId)).to.deep.equal([lost.id])
    const row = async (id: string) => desk.ctx.store.webhookEndpoints.get(desk.ctx.db, id)
    expect((await row(lost.id)).secret_encrypted).to.deep.equal(unreadable)
    const resealed = (await row(later.id)).secret_encrypted
    expect(openSecret([config.secretsKeys[0]], later.id, resealed)).to.equal(later.secret)
  })

  it('keeps its secret readable through a change of the host’s key', async () => {
    const config = readConfig({
      ...desk.env('worker'),
      SECRETS_KEY: '77'.repeat(32),
      SECRETS_KEY_PREVIOUS: '42'.repeat(32),
    })
    const changed = desk.openCtx({ replace: { config } })
    await deliver(changed, await addDelivery(desk, owner, endpoint.id))
    verify(endpoint.secret, receiver.received.at(-1))
    await resealSecrets(changed)
    const onlyNew = readConfig({ ...desk.env('worker'), SECRETS_KEY: '77'.repeat(32) })
    await deliver(desk.openCtx({ replace: { config: onlyNew } }), await addDelivery(desk, owner, endpoint.id))
    verify(endpoint.secret, receiver.received.at(-1))
    expect(receiver.received).to.have.length(2)
    await resealSecrets(
      desk.openCtx({
        replace: { config: readConfig({ ...desk.env('worker'), SECRETS_KEY_PREVIOUS: '77'.repeat(32) }) },
      }),
    )
  })
})
