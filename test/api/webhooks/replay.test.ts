import { after, afterEach, before, beforeEach, describe, it } from 'node:test'
import { expect } from 'chai'
import { sql } from 'kysely'
import { SCOPES } from '../../../api/src/domain/caller.ts'
import { replayBatch } from '../../../api/src/services/replayBatch.ts'
import type { Tasks } from '../../../api/src/store/jobs.ts'
import { serveApi, type TestServer } from '../support/server.ts'
import { deliver, readDelivery } from './support/deliver.ts'
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

describe('replaying events', () => {
  let desk: Desk
  let server: TestServer
  let receiver: Receiver
  let owner: Owner
  let key: string
  let endpoint: { id: string; secret: string }

  before(async () => {
    desk = await openDesk()
    server = await serveApi(desk)
    receiver = await openReceiver()
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

  const ids = () => receiver.received.map((request) => request.headers['webhook-id'])
  const replay = (eventId: string, body: unknown = {}) =>
    server.call('POST', `/v1/events/${eventId}/replay`, { key, body })

  it('delivers the same id and body again, and keeps the attempts that were made', async () => {
    const delivery = await addDelivery(desk, owner, endpoint.id)
    await deliver(desk.ctx, delivery)
    const answer = await replay(delivery.eventId)
    expect(answer.status).to.equal(202)
    expect(answer.body.deliveries).to.have.nested.property('[0].status', 'pending')
    expect((await deliver(desk.ctx, delivery)).status).to.equal('delivered')
    expect(ids()).to.deep.equal([delivery.eventId, delivery.eventId])
    expect(receiver.received[0]?.body).to.equal(receiver.received[1]?.body)
    const attempts = await desk.ctx.store.deliveries.listAttempts(desk.ctx.db, delivery.eventId)
    expect(attempts.map((attempt) => attempt.number)).to.deep.equal([1, 2])
  })

  it('begins the schedule of retries anew', async () => {
    const clock = movableClock()
    const ctx = desk.openCtx({ clock })
    const delivery = await addDelivery(desk, owner, endpoint.id, ctx)
    receiver.answer = answering(500)
    for (let failed = await deliver(ctx, delivery); failed.status === 'pending'; ) {
      clock.moveTo(failed.next_attempt_at ?? clock.now())
      failed = await deliver(ctx, delivery)
    }
    const { attempts } = await readDelivery(ctx, delivery)
    await desk.ctx.store.webhookEndpoints.update(desk.db, endpoint.id, { failing_since: null })
    await replay(delivery.eventId)
    const again = await deliver(desk.openCtx(), delivery)
    expect(again).to.include({ status: 'pending', attempts: attempts + 1, failures: 1 })
    const waitMs = (again.next_attempt_at?.getTime() ?? 0) - Date.now()
    expect(waitMs).to.be.within(0, 6_000)
  })

  it('tells an endpoint that was not there when it happened, if it is named', async () => {
    const { eventId } = await addDelivery(desk, owner, endpoint.id)
    const late = await addEndpoint(desk, owner, `${receiver.url}/late`, ['invoice.voided'])
    expect((await replay(eventId, { endpoint: late.id })).status).to.equal(202)
    await deliver(desk.ctx, { endpointId: late.id, eventId })
    expect(receiver.received.map((request) => request.path)).to.deep.equal(['/hook/late'])
  })

  it('leaves an attempt alone that is just being made', async () => {
    const clock = movableClock()
    const ctx = desk.openCtx({ clock })
    const delivery = await addDelivery(desk, owner, endpoint.id, ctx)
    await ctx.store.deliveries.lease(ctx.db, delivery, new Date(Date.now() + 30_000))
    await replay(delivery.eventId)
    await deliver(ctx, delivery)
    expect(receiver.received).to.deep.equal([])
    expect((await readDelivery(ctx, delivery)).leased_until).to.not.equal(null)
  })

  it('refuses what cannot be heard, and what is another merchant’s', async () => {
    const { eventId } = await addDelivery(desk, owner, endpoint.id)
    const stranger = await addOwner(desk)
    const foreign = await addEndpoint(desk, stranger, receiver.url)
    expect((await replay(eventId, { endpoint: foreign.id })).status).to.equal(404)
    const theirs = await addKey(desk, stranger, SCOPES)
    const answer = await server.call('POST', `/v1/events/${eventId}/replay`, { key: theirs, body: {} })
    expect(answer.status).to.equal(404)
    await server.call('PATCH', `/v1/webhook_endpoints/${endpoint.id}`, { key, body: { status: 'disabled' } })
    const named = await replay(eventId, { endpoint: endpoint.id })
    expect([named.status, named.body.code]).to.deep.equal([409, 'webhook_endpoint_disabled'])
    const all = await replay(eventId)
    expect([all.status, all.body.code]).to.deep.equal([409, 'no_webhook_endpoint'])
  })

  it('replays a span of time in order, in batches, by types, and nothing outside it', async () => {
    const clock = movableClock(new Date('2026-01-01T00:00:00Z'))
    const ctx = desk.openCtx({ clock })
    const events: string[] = []
    for (let minute = 0; minute < 5; minute += 1) {
      clock.moveTo(new Date(Date.UTC(2026, 0, 1, 0, minute)))
      events.push((await addDelivery(desk, owner, endpoint.id, ctx)).eventId)
    }
    await deliver(desk.ctx, { endpointId: endpoint.id, eventId: String(events[0]) })
    receiver.received.length = 0
    const span = { from: '2026-01-01T00:01:00Z', to: '2026-01-01T00:04:00Z' }
    const asked = await askFor(span)
    expect(asked.status).to.equal(202)
    expect(asked.body).to.include({ object: 'webhook_replay', endpoint: endpoint.id, events: 3 })
    await runReplay()
    await deliver(desk.ctx, { endpointId: endpoint.id, eventId: String(events[1]) })
    expect(ids()).to.deep.equal(events.slice(1, 4))

    expect((await askFor({ ...span, types: ['invoice.voided'] })).body.events).to.equal(0)
    expect(await waitingReplays()).to.deep.equal([])
  })

  it('goes on where a batch ended, and renews nothing of an endpoint that was disabled meanwhile', async () => {
    const seqs: bigint[] = []
    await desk.ctx.db.transaction().execute(async (tx) => {
      const taken = [{ owner, count: 501 }]
      const [last] = await desk.ctx.store.merchants.nextNumbers(tx, 'event_seq', taken)
      for (let count = 0; count < 501; count += 1) seqs.push((last?.value ?? 0n) - 500n + BigInt(count))
      await desk.ctx.store.events.insertAll(
        tx,
        seqs.map((seq, count) => ({
          id: `evt_${owner.merchantId}_${String(count).padStart(4, '0')}`,
          merchant_id: owner.merchantId,
          mode: 'test',
          seq,
          type: 'invoice.paid',
          object_id: 'inv_1',
          data: '{}',
          created_at: new Date('2026-02-01T00:00:00Z'),
        })),
      )
    })
    const span = { from: '2026-02-01T00:00:00Z', to: '2026-02-02T00:00:00Z' }
    expect((await askFor(span)).body.events).to.equal(501)
    const [first] = await waitingReplays()
    if (!first) throw new Error('no replay waits')
    await replayBatch(desk.ctx, first)
    expect(await countPending()).to.equal(500)
    const rest = (await waitingReplays()).find(({ afterSeq }) => afterSeq !== first.afterSeq)
    expect(rest?.afterSeq).to.equal(String(seqs[499]))
    await server.call('PATCH', `/v1/webhook_endpoints/${endpoint.id}`, { key, body: { status: 'disabled' } })
    if (rest) await replayBatch(desk.ctx, rest)
    expect(await countPending()).to.equal(500)
  })

  it('tells an endpoint what is new before what is replayed', async () => {
    const earlier: string[] = []
    for (let count = 0; count < 3; count += 1)
      earlier.push((await addDelivery(desk, owner, endpoint.id)).eventId)
    await deliver(desk.ctx, { endpointId: endpoint.id, eventId: String(earlier[0]) })
    const unheard = (await addDelivery(desk, owner, endpoint.id)).eventId
    receiver.received.length = 0
    expect((await askFor(aroundNow())).body.events).to.equal(4)
    await runReplay()
    const fresh = await addDelivery(desk, owner, endpoint.id)
    await deliver(desk.ctx, fresh)
    expect(ids()).to.deep.equal([unheard, fresh.eventId, ...earlier])
  })

  it('has one replay of a span at a time for an endpoint', async () => {
    await addDelivery(desk, owner, endpoint.id)
    const both = await Promise.all([askFor(aroundNow()), askFor(aroundNow())])
    expect(both.map(({ status }) => status).sort()).to.deep.equal([202, 409])
    const refused = await askFor(aroundNow())
    expect([refused.status, refused.body.code]).to.deep.equal([409, 'replay_in_progress'])
    expect(refused.headers.get('retry-after')).to.equal('5')
    expect(await waitingReplays()).to.have.length(1)
    const other = await addEndpoint(desk, owner, receiver.url)
    const beside = await server.call('POST', `/v1/webhook_endpoints/${other.id}/replay`, {
      key,
      body: aroundNow(),
    })
    expect(beside.status).to.equal(202)
    await runReplay()
    expect((await askFor(aroundNow())).status).to.equal(202)
  })

  const badSpans: [Record<string, unknown>, string][] = [
    [{ from: '2026-01-02T00:00:00Z', to: '2026-01-01T00:00:00Z' }, 'to'],
    [{ from: 'yesterday', to: '2026-01-01T00:00:00Z' }, 'from'],
    [{ from: '2026-01-01T00:00:00Z', to: '2026-01-02T00:00:00Z', types: ['nonsense'] }, 'types.0'],
    [{ from: '2026-01-01T00:00:00Z', to: '2026-01-02T00:00:00Z', types: [] }, 'types'],
  ]
  for (const [span, param] of badSpans)
    it(`refuses the span ${JSON.stringify(span)}`, async () => {
      const refused = await askFor(span)
      expect(refused.status).to.equal(400)
      expect(refused.body).to.include({ code: 'invalid_request', param })
    })

  it('refuses a span with more than ten thousand events', async () => {
    await sql`
      INSERT INTO florin.event (id, merchant_id, mode, seq, type, object_id, data, created_at)
      SELECT 'evt_many_' || n, ${owner.merchantId}, 'test', n, 'invoice.paid', 'inv_1', '{}', '2026-03-01T00:00:00Z'
      FROM generate_series(1, 10001) n`.execute(desk.db)
    const refused = await askFor({ from: '2026-03-01T00:00:00Z', to: '2026-03-02T00:00:00Z' })
    expect([refused.status, refused.body.code]).to.deep.equal([400, 'replay_too_large'])
  })

  it('finds events by several types and by object', async () => {
    const { eventId } = await addDelivery(desk, owner, endpoint.id)
    await server.call('POST', `/v1/webhook_endpoints/${endpoint.id}/test`, { key })
    const idsOf = async (query: string) => {
      const { body } = await server.call('GET', `/v1/events?${query}`, { key })
      return (Array.isArray(body.data) ? body.data : []).map((event) => event.id)
    }
    expect(await idsOf('type=invoice.paid,webhook.test')).to.have.length(2)
    expect(await idsOf('object=inv_1')).to.deep.equal([eventId])
    expect(await idsOf('object=inv_2')).to.deep.equal([])
    const refused = await server.call('GET', '/v1/events?type=invoice.paid,nonsense', { key })
    expect(refused.status).to.equal(400)
  })

  function askFor(body: Record<string, unknown>) {
    return server.call('POST', `/v1/webhook_endpoints/${endpoint.id}/replay`, { key, body })
  }

  function aroundNow() {
    const at = (seconds: number) => new Date(Date.now() + seconds * 1_000).toISOString()
    return { from: at(-60), to: at(60) }
  }

  async function waitingReplays(): Promise<Tasks['replay_events'][]> {
    const { rows } = await sql<{ payload: Tasks['replay_events'] }>`
      SELECT payload FROM graphile_worker._private_jobs
      WHERE payload->>'endpointId' = ${endpoint.id} AND payload->>'toSeq' IS NOT NULL ORDER BY id`.execute(
      desk.db,
    )
    return rows.map((row) => row.payload)
  }

  /** Runs the jobs of a replay as the queue would, and takes them from it. */
  async function runReplay(): Promise<void> {
    for (;;) {
      const [next] = await waitingReplays()
      if (!next) return
      await sql`
        DELETE FROM graphile_worker._private_jobs
        WHERE payload->>'endpointId' = ${endpoint.id} AND payload->>'afterSeq' = ${next.afterSeq}`.execute(
        desk.db,
      )
      await replayBatch(desk.ctx, next)
    }
  }

  async function countPending(): Promise<number> {
    const { rows } = await sql<{ count: bigint }>`
      SELECT count(*) AS count FROM florin.webhook_delivery
      WHERE endpoint_id = ${endpoint.id} AND status = 'pending'`.execute(desk.db)
    return Number(rows[0]?.count ?? 0n)
  }
})
