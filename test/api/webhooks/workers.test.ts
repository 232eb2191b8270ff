import { after, afterEach, before, beforeEach, describe, it } from 'node:test'
import { expect } from 'chai'
import { sql } from 'kysely'
import type { Owner } from '../../../api/src/domain/caller.ts'
import { deliverWebhookTask } from '../../../api/src/jobs/deliverWebhook.ts'
import { startJobs } from '../../../api/src/jobs/startJobs.ts'
import { startTestPart } from '../../support/part.ts'
import { waitFor } from '../../support/waitFor.ts'
import { readDelivery } from './support/deliver.ts'
import { addDelivery, addEndpoint, addOwner, type Desk, openDesk } from './support/desk.ts'
import { answering, openReceiver, type Receiver } from './support/receiver.ts'

const NEVER = '0 0 0 1 1 *'
/** Longer than a lease on a delivery. */
const AHEAD_MS = 31_000

describe('workers of the job queue', () => {
  let desk: Desk
  let owner: Owner
  let receiver: Receiver
  const started: { stop(): Promise<unknown> }[] = []

  before(async () => {
    desk = await openDesk()
    receiver = await openReceiver()
  })
  beforeEach(async () => {
    owner = await addOwner(desk)
  })
  afterEach(async () => {
    receiver.answer = answering(204)
    for (const part of started.splice(0)) await part.stop()
    receiver.received.length = 0
  })
  after(async () => {
    await receiver?.close()
    await desk?.close()
  })

  it('finish the delivery of a worker that was killed while it waited for an answer', async () => {
    const endpoint = await addEndpoint(desk, owner, receiver.url)
    const victim = await startWorker()
    receiver.answer = () => undefined
    const key = await addDelivery(desk, owner, endpoint.id)
    await waitFor(() => receiver.received.length === 1, { describe: 'the first attempt' })
    victim.kill()
    await victim.exited
    receiver.answer = answering(204)
    await startWorker(AHEAD_MS)
    await waitFor(async () => (await readDelivery(desk.ctx, key)).status === 'delivered', {
      describe: 'the delivery by another worker',
      timeoutMs: 40_000,
    })
    const ids = receiver.received.map((request) => request.headers['webhook-id'])
    expect(ids).to.deep.equal([key.eventId, key.eventId])
    expect(await desk.ctx.store.deliveries.listAttempts(desk.ctx.db, key.eventId)).to.have.length(1)
  })

  it('finish the delivery of a worker that was killed between sending and recording', async () => {
    const endpoint = await addEndpoint(desk, owner, receiver.url)
    const victim = await startWorker(0, { TEST_CRASH_POINT: 'before-webhook-recorded' })
    const key = await addDelivery(desk, owner, endpoint.id)
    expect((await victim.exited).signal).to.equal('SIGKILL')
    await startWorker(AHEAD_MS)
    await waitFor(async () => (await readDelivery(desk.ctx, key)).status === 'delivered', {
      describe: 'the delivery by another worker',
      timeoutMs: 40_000,
    })
    const ids = receiver.received.map((request) => request.headers['webhook-id'])
    expect(ids).to.deep.equal([key.eventId, key.eventId])
  })

  it('leave the job of a worker alone that is slow but alive', async () => {
    const endpoint = await addEndpoint(desk, owner, receiver.url)
    await startWorker()
    await startWorker(AHEAD_MS)
    let finish: () => void = () => undefined
    receiver.answer = (_request, response) => {
      finish = () => response.writeHead(204).end()
    }
    const key = await addDelivery(desk, owner, endpoint.id)
    await waitFor(() => receiver.received.length === 1, { describe: 'the attempt' })
    const before = await countTicks()
    await waitFor(async () => (await countTicks()) >= before + 3, {
      describe: 'three rounds of freeing',
      timeoutMs: 40_000,
    })
    finish()
    await waitFor(async () => (await readDelivery(desk.ctx, key)).status === 'delivered', {
      describe: 'the delivery',
    })
    expect(receiver.received).to.have.length(1)
  })

  it('tell an endpoint one thing at a time', async () => {
    const endpoint = await addEndpoint(desk, owner, receiver.url)
    let open = 0
    let most = 0
    receiver.answer = (_request, response) => {
      open += 1
      most = Math.max(most, open)
      response.on('close', () => {
        open -= 1
      })
      setImmediate(() => response.writeHead(204).end())
    }
    await startInProcess({ webhooks: 4, retries: 1 })
    for (let count = 0; count < 6; count += 1) await addDelivery(desk, owner, endpoint.id)
    await waitFor(() => receiver.received.length === 6 && open === 0, { describe: 'six deliveries' })
    expect(most).to.equal(1)
  })

  it('deliver to healthy endpoints while failing ones hold every worker for retries', async () => {
    const slow = await openReceiver()
    slow.answer = () => undefined
    try {
      const failing = [
        await addEndpoint(desk, owner, slow.url),
        await addEndpoint(desk, owner, `${slow.url}/2`),
      ]
      for (const { id } of failing) {
        await desk.ctx.store.webhookEndpoints.update(desk.ctx.db, id, { failing_since: new Date() })
      }
      await startInProcess({ webhooks: 1, retries: 1 })
      for (const { id } of failing) await addDelivery(desk, owner, id)
      await waitFor(() => slow.received.length === 1, { describe: 'an attempt that hangs' })
      const healthyOwner = await addOwner(desk)
      const healthy = await addEndpoint(desk, healthyOwner, receiver.url)
      const key = await addDelivery(desk, healthyOwner, healthy.id)
      await waitFor(async () => (await readDelivery(desk.ctx, key)).status === 'delivered', {
        describe: 'the delivery to the healthy endpoint',
      })
      expect(slow.received).to.have.length(1)
    } finally {
      await slow.close()
    }
  })

  it('deliver to healthy endpoints while slow ones, which answer with success, hold every worker for retries', async () => {
    const slow = await openReceiver()
    slow.answer = (_request, response) => {
      setTimeout(() => response.writeHead(200).end(), 2_100)
    }
    try {
      const { id } = await addEndpoint(desk, owner, slow.url)
      await startInProcess({ webhooks: 1, retries: 1 })
      const first = await addDelivery(desk, owner, id)
      await waitFor(async () => (await readDelivery(desk.ctx, first)).status === 'delivered', {
        describe: 'the slow delivery',
      })
      slow.answer = () => undefined
      await addDelivery(desk, owner, id)
      await waitFor(() => slow.received.length === 2, { describe: 'an attempt that hangs' })
      const healthyOwner = await addOwner(desk)
      const healthy = await addEndpoint(desk, healthyOwner, receiver.url)
      const key = await addDelivery(desk, healthyOwner, healthy.id)
      await waitFor(async () => (await readDelivery(desk.ctx, key)).status === 'delivered', {
        describe: 'the delivery to the healthy endpoint',
      })
    } finally {
      await slow.close()
    }
  })

  async function startWorker(aheadMs = 0, env: Record<string, string> = {}) {
    const worker = await startTestPart({
      name: 'worker',
      file: 'test/api/webhooks/support/workerProcess.ts',
      args: [String(aheadMs)],
      env: { ...desk.env('worker'), ...env },
      ready: 'line',
    })
    started.push(worker)
    return worker
  }

  async function startInProcess(concurrency: { webhooks: number; retries: number }): Promise<void> {
    const { ctx } = desk
    started.push(
      await startJobs(ctx, {
        pools: [
          {
            name: 'webhooks',
            concurrency: concurrency.webhooks,
            tasks: { deliver_webhook: deliverWebhookTask(ctx, 'first') },
          },
          {
            name: 'webhook-retries',
            concurrency: concurrency.retries,
            tasks: { retry_webhook: deliverWebhookTask(ctx, 'retries') },
          },
        ],
        heartbeatMs: 1_000,
        pollIntervalMs: 200,
        ticks: {
          free_silent_workers: NEVER,
          sweep_due_jobs: NEVER,
          clean_old_rows: NEVER,
          expire_invoices: NEVER,
          review_signers: '* * * * * *',
          expire_signatures: NEVER,
        },
      }),
    )
  }

  async function countTicks(): Promise<number> {
    const { rows } = await sql<{ count: bigint }>`
      SELECT count(*) AS count FROM florin.tick WHERE name = 'free_silent_workers'`.execute(desk.db)
    return Number(rows[0]?.count ?? 0n)
  }
})
