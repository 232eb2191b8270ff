import { after, afterEach, before, describe, it } from 'node:test'
import { expect } from 'chai'
import { sql } from 'kysely'
import type { Owner } from '../../../api/src/domain/caller.ts'
import { RETRY_DELAYS_MS } from '../../../api/src/domain/webhookAttempt.ts'
import { deleteWebhookEndpoint } from '../../../api/src/services/deleteWebhookEndpoint.ts'
import { deliverWebhook } from '../../../api/src/services/deliverWebhook.ts'
import { waitFor } from '../../support/waitFor.ts'
import { deliver, readDelivery, verify } from './support/deliver.ts'
import { addDelivery, addEndpoint, addOwner, type Desk, movableClock, openDesk } from './support/desk.ts'
import { answering, openReceiver, type Receiver } from './support/receiver.ts'

const DAY_MS = 24 * 60 * 60 * 1_000

describe('deliverWebhook', () => {
  let desk: Desk
  let owner: Owner
  let receiver: Receiver

  before(async () => {
    desk = await openDesk()
    owner = await addOwner(desk)
    receiver = await openReceiver()
  })
  after(async () => {
    await receiver?.close()
    await desk?.close()
  })
  afterEach(() => {
    receiver.received.length = 0
    receiver.answer = answering(204)
  })

  it('delivers an event once, signed, with stable bytes', async () => {
    const endpoint = await addEndpoint(desk, owner, receiver.url)
    const key = await addDelivery(desk, owner, endpoint.id)
    expect((await deliver(desk.ctx, key)).status).to.equal('delivered')
    await deliver(desk.ctx, key)

    expect(receiver.received).to.have.length(1)
    const [request] = receiver.received
    const event = await desk.ctx.store.events.get(desk.ctx.db, key.eventId)
    expect(verify(endpoint.secret, request)).to.deep.equal({
      id: key.eventId,
      type: 'invoice.paid',
      seq: Number(event.seq),
      timestamp: event.created_at.toISOString(),
      merchant: owner.merchantId,
      mode: 'test',
      data: { object: { object: 'invoice', amount: '10000000' } },
    })
    expect(request?.headers['webhook-id']).to.equal(key.eventId)
    expect(request?.headers['content-type']).to.equal('application/json')
    const attempts = await desk.ctx.store.deliveries.listAttempts(desk.ctx.db, key.eventId)
    expect(attempts.map((attempt) => [attempt.number, attempt.response_status])).to.deep.equal([[1, 204]])
  })

  it('delivers only the types of event that an endpoint wants', async () => {
    const other = await addOwner(desk)
    const wanting = await addEndpoint(desk, other, receiver.url, ['invoice.paid', 'payment.pending'])
    await addEndpoint(desk, other, receiver.url, ['invoice.voided'])
    const { eventId } = await addDelivery(desk, other, wanting.id)
    const deliveries = await desk.ctx.store.deliveries.listByEvent(desk.ctx.db, eventId)
    expect(deliveries.map((delivery) => delivery.endpoint_id)).to.deep.equal([wanting.id])
  })

  it('retries a failing endpoint by schedule with the same id and bytes, then gives up', async () => {
    const clock = movableClock()
    const ctx = desk.openCtx({ clock })
    const endpoint = await addEndpoint(desk, owner, receiver.url)
    const key = await addDelivery(desk, owner, endpoint.id, ctx)
    receiver.answer = answering(500, {}, 'no')
    for (const delay of RETRY_DELAYS_MS) {
      const delivery = await deliver(ctx, key)
      expect(delivery.status).to.equal('pending')
      const next = delivery.next_attempt_at ?? new Date(0)
      const wait = next.getTime() - clock.now().getTime()
      expect(wait).to.be.within(delay, delay * 1.1 + 1)
      expect(await jobOf(key)).to.deep.equal({
        task: 'retry_webhook',
        run_at: next,
        queue: null,
      })
      clock.moveTo(new Date(next.getTime() - 1))
      await deliver(ctx, key)
      clock.moveTo(next)
    }
    expect((await deliver(ctx, key)).status).to.equal('dead')
    expect(receiver.received).to.have.length(RETRY_DELAYS_MS.length + 1)
    expect(new Set(receiver.received.map((request) => request.body)).size).to.equal(1)
    expect(new Set(receiver.received.map((request) => request.headers['webhook-id'])).size).to.equal(1)
    expect(new Set(receiver.received.map((request) => request.headers['webhook-timestamp'])).size).to.equal(
      10,
    )
    const attempts = await ctx.store.deliveries.listAttempts(ctx.db, key.eventId)
    expect(attempts.map((attempt) => attempt.number)).to.deep.equal([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])
    expect(attempts[0]?.response_excerpt).to.equal('no')
  })

  it('takes a redirect for a failure and does not follow it', async () => {
    const endpoint = await addEndpoint(desk, owner, receiver.url)
    const key = await addDelivery(desk, owner, endpoint.id)
    receiver.answer = answering(307, { location: `http://127.0.0.1:${receiver.port}/elsewhere` })
    expect((await deliver(desk.ctx, key)).status).to.equal('pending')
    expect(receiver.received.map((request) => request.path)).to.deep.equal(['/hook'])
  })

  it('waits as long as Retry-After asks, but no longer than a day', async () => {
    const clock = movableClock()
    const ctx = desk.openCtx({ clock })
    const endpoint = await addEndpoint(desk, owner, receiver.url)
    const cases = [
      { header: '120', seconds: 120 },
      { header: new Date(clock.now().getTime() + 600_000).toUTCString(), seconds: 600 },
      { header: '999999999', seconds: 86_400 },
      { header: 'soon', seconds: 5 },
    ]
    for (const { header, seconds } of cases) {
      receiver.answer = answering(503, { 'retry-after': header })
      const key = await addDelivery(desk, owner, endpoint.id, ctx)
      const next = (await deliver(ctx, key)).next_attempt_at ?? new Date(0)
      expect(next.getTime() - clock.now().getTime(), header).to.be.within(
        seconds * 1_000 - 1_000,
        seconds * 1_100,
      )
    }
  })

  it('disables an endpoint that answers 410, with an event for the others', async () => {
    const merchant = await addOwner(desk)
    const gone = await addEndpoint(desk, merchant, receiver.url)
    const key = await addDelivery(desk, merchant, gone.id)
    const waiting = await addDelivery(desk, merchant, gone.id)
    const other = await addEndpoint(desk, merchant, receiver.url)
    receiver.answer = answering(410)
    expect((await deliver(desk.ctx, key)).status).to.equal('dead')
    expect((await deliver(desk.ctx, waiting)).status).to.equal('dead')
    expect(receiver.received).to.have.length(1)

    const row = await desk.ctx.store.webhookEndpoints.get(desk.ctx.db, gone.id)
    expect([row.status, row.disabled_reason]).to.deep.equal(['disabled', 'gone'])
    const page = { ...merchant, limit: 10 }
    const events = await desk.ctx.store.events.list(desk.ctx.db, page, {
      types: ['webhook_endpoint.disabled'],
    })
    expect(events.rows.map((event) => event.object_id)).to.deep.equal([gone.id])
    const told = await desk.ctx.store.deliveries.listByEvent(desk.ctx.db, events.rows[0]?.id ?? '')
    expect(told.map((delivery) => delivery.endpoint_id)).to.deep.equal([other.id])
  })

  it('disables an endpoint that has failed for five days, but not one that succeeded in between', async () => {
    const clock = movableClock()
    const ctx = desk.openCtx({ clock })
    const start = clock.now().getTime()
    const failing = await addEndpoint(desk, owner, receiver.url)
    const recovering = await addEndpoint(desk, owner, `${receiver.url}/good`)
    const attempt = async (id: string) => deliver(ctx, await addDelivery(desk, owner, id, ctx))
    receiver.answer = answering(500)
    await attempt(failing.id)
    await attempt(recovering.id)
    clock.moveTo(new Date(start + 4 * DAY_MS))
    receiver.answer = answering(200)
    await attempt(recovering.id)
    receiver.answer = answering(500)
    await attempt(recovering.id)
    clock.moveTo(new Date(start + 5 * DAY_MS))
    await attempt(failing.id)
    await attempt(recovering.id)
    const statusOf = async (id: string) => (await ctx.store.webhookEndpoints.get(ctx.db, id)).status
    expect(await statusOf(failing.id)).to.equal('disabled')
    expect(await statusOf(recovering.id)).to.equal('enabled')
  })

  it('delivers nothing more to a deleted endpoint', async () => {
    const endpoint = await addEndpoint(desk, owner, receiver.url)
    const key = await addDelivery(desk, owner, endpoint.id)
    await deleteWebhookEndpoint(desk.ctx, owner, endpoint.id)
    expect((await deliver(desk.ctx, key)).status).to.equal('dead')
    expect(receiver.received).to.deep.equal([])
  })

  it('tells an endpoint everything that is due in the order of the events, whichever job runs', async () => {
    const merchant = await addOwner(desk)
    const endpoint = await addEndpoint(desk, merchant, receiver.url)
    const keys = []
    for (let count = 0; count < 5; count += 1) keys.push(await addDelivery(desk, merchant, endpoint.id))
    const workers = [desk.ctx, desk.openCtx(), desk.openCtx()]
    const last = keys.at(-1) ?? { endpointId: '', eventId: '' }
    await Promise.all(workers.map((ctx) => deliverWebhook(ctx, last, 'first')))
    const ids = receiver.received.map((request) => request.headers['webhook-id'])
    expect(ids).to.deep.equal(keys.map((key) => key.eventId))
  })

  it('lets others take their turn after a while, with a job for what is left', async () => {
    const clock = movableClock()
    const ctx = desk.openCtx({ clock })
    const merchant = await addOwner(desk)
    const endpoint = await addEndpoint(desk, merchant, receiver.url)
    const first = await addDelivery(desk, merchant, endpoint.id, ctx)
    await addDelivery(desk, merchant, endpoint.id, ctx)
    await addDelivery(desk, merchant, endpoint.id, ctx)
    const last = await addDelivery(desk, merchant, endpoint.id, ctx)
    receiver.answer = (_request, response) => {
      clock.moveTo(new Date(clock.now().getTime() + 1_700))
      response.writeHead(204).end()
    }
    await sql`SELECT graphile_worker.remove_job(${`webhook:${endpoint.id}:${first.eventId}`})`.execute(
      desk.db,
    )
    await deliverWebhook(ctx, first, 'first')
    expect(receiver.received).to.have.length(3)
    expect((await jobOf(first))?.task).to.equal('deliver_webhook')
    await deliverWebhook(ctx, first, 'first')
    expect((await readDelivery(ctx, last)).status).to.equal('delivered')
  })

  it('leaves a job that looks after an endpoint whose worker may have died', async () => {
    const clock = movableClock()
    const ctx = desk.openCtx({ clock })
    const merchant = await addOwner(desk)
    const endpoint = await addEndpoint(desk, merchant, receiver.url)
    const held = await addDelivery(desk, merchant, endpoint.id, ctx)
    const next = await addDelivery(desk, merchant, endpoint.id, ctx)
    const until = new Date(clock.now().getTime() + 30_000)
    await ctx.store.deliveries.lease(ctx.db, held, until)
    await deliverWebhook(ctx, next, 'first')
    expect(receiver.received).to.deep.equal([])
    const { rows } = await sql<{ run_at: Date }>`
      SELECT run_at FROM graphile_worker.jobs WHERE key = ${`webhook:${endpoint.id}`}`.execute(desk.db)
    expect(rows).to.deep.equal([{ run_at: until }])
    clock.moveTo(until)
    await deliverWebhook(ctx, held, 'first')
    expect(receiver.received.map((request) => request.headers['webhook-id'])).to.deep.equal([
      held.eventId,
      next.eventId,
    ])
  })

  it('makes one attempt when two workers race for a delivery', async () => {
    const endpoint = await addEndpoint(desk, owner, receiver.url)
    const key = await addDelivery(desk, owner, endpoint.id)
    const second = desk.openCtx()
    await Promise.all([deliverWebhook(desk.ctx, key, 'first'), deliverWebhook(second, key, 'first')])
    expect(receiver.received).to.have.length(1)
    expect((await readDelivery(desk.ctx, key)).status).to.equal('delivered')
    expect(await desk.ctx.store.deliveries.listAttempts(desk.ctx.db, key.eventId)).to.have.length(1)
  })

  it('sends the same id again after a crash between sending and recording', async () => {
    const clock = movableClock()
    const crash = () => {
      throw new Error('crashed')
    }
    const dying = desk.openCtx({ clock, replace: { crashPoint: crash } })
    const endpoint = await addEndpoint(desk, owner, receiver.url)
    const key = await addDelivery(desk, owner, endpoint.id, dying)
    const end = await deliverWebhook(dying, key, 'first').catch((error: Error) => error.message)
    expect(end).to.equal('crashed')
    const heir = desk.openCtx({ clock })
    expect((await deliver(heir, key)).attempts, 'the lease holds').to.equal(0)
    clock.moveTo((await readDelivery(heir, key)).leased_until ?? clock.now())
    expect((await deliver(heir, key)).status).to.equal('delivered')
    const ids = receiver.received.map((request) => request.headers['webhook-id'])
    expect(ids).to.deep.equal([key.eventId, key.eventId])
  })

  it('records nothing for a worker whose lease ran out while it waited', async () => {
    const clock = movableClock()
    const ctx = desk.openCtx({ clock })
    const endpoint = await addEndpoint(desk, owner, receiver.url)
    const key = await addDelivery(desk, owner, endpoint.id, ctx)
    let answerSlowOne: () => void = () => undefined
    receiver.answer = (_request, response) => {
      answerSlowOne = () => response.writeHead(500).end()
      receiver.answer = answering(204)
    }
    const slow = deliverWebhook(ctx, key, 'first')
    await waitFor(() => receiver.received.length === 1, { describe: 'the first attempt' })
    clock.moveTo((await readDelivery(ctx, key)).leased_until ?? clock.now())
    expect((await deliver(ctx, key)).status).to.equal('delivered')
    answerSlowOne()
    await slow
    expect((await readDelivery(ctx, key)).status).to.equal('delivered')
    expect(await ctx.store.deliveries.listAttempts(ctx.db, key.eventId)).to.have.length(1)
  })

  it('moves a failing endpoint to the workers for retries', async () => {
    const endpoint = await addEndpoint(desk, owner, receiver.url)
    receiver.answer = answering(500)
    await deliver(desk.ctx, await addDelivery(desk, owner, endpoint.id))
    const key = await addDelivery(desk, owner, endpoint.id)
    await deliverWebhook(desk.ctx, key, 'first')
    expect(receiver.received).to.have.length(1)
    expect((await jobOf(key))?.task).to.equal('retry_webhook')
  })

  it('moves a slow endpoint to the workers for retries until it was quick for ten minutes', async () => {
    const clock = movableClock()
    const ctx = desk.openCtx({ clock })
    const endpoint = await addEndpoint(desk, owner, receiver.url)
    const pass = (ms: number) => clock.moveTo(new Date(clock.now().getTime() + ms))
    receiver.answer = (_request, response) => {
      pass(2_001)
      response.writeHead(200).end()
    }
    await deliverWebhook(ctx, await addDelivery(desk, owner, endpoint.id, ctx), 'first')
    receiver.answer = answering(200)
    const second = await addDelivery(desk, owner, endpoint.id, ctx)
    await deliverWebhook(ctx, second, 'first')
    expect(receiver.received).to.have.length(1)
    expect((await jobOf(second))?.task).to.equal('retry_webhook')
    await deliverWebhook(ctx, second, 'retries')
    expect(receiver.received).to.have.length(2)
    await deliverWebhook(ctx, await addDelivery(desk, owner, endpoint.id, ctx), 'first')
    expect(receiver.received).to.have.length(2)
    pass(10 * 60 * 1_000)
    await deliverWebhook(ctx, second, 'first')
    expect(receiver.received).to.have.length(3)
  })

  it('is made for sixteen endpoints with as many statements as for one', async () => {
    const merchant = await addOwner(desk)
    const statements = async () => {
      let count = 0
      const db = desk.ctx.db.withPlugin({
        transformQuery: ({ node }) => {
          count += 1
          return node
        },
        transformResult: async ({ result }) => result,
      })
      const { eventId } = await addDelivery(desk, merchant, '', { ...desk.ctx, db })
      return { count, deliveries: await desk.ctx.store.deliveries.listByEvent(desk.ctx.db, eventId) }
    }
    await addEndpoint(desk, merchant, receiver.url)
    const one = await statements()
    for (let more = 0; more < 15; more += 1) await addEndpoint(desk, merchant, receiver.url)
    const sixteen = await statements()
    expect(sixteen.count).to.equal(one.count)
    expect([one.deliveries.length, sixteen.deliveries.length]).to.deep.equal([1, 16])
    for (const { endpoint_id: endpointId, event_id: eventId } of sixteen.deliveries)
      expect((await jobOf({ endpointId, eventId }))?.task).to.equal('deliver_webhook')
  })

  async function jobOf(key: { endpointId: string; eventId: string }) {
    const { rows } = await sql<{ task: string; run_at: Date; queue: string | null }>`
      SELECT task_identifier AS task, run_at, queue_name AS queue FROM graphile_worker.jobs
      WHERE key = ${`webhook:${key.endpointId}:${key.eventId}`}`.execute(desk.ctx.db)
    return rows[0]
  }
})
