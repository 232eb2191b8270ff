import { after, before, describe, it } from 'node:test'
import { expect } from 'chai'
import { sql } from 'kysely'
import { cleanOldRows } from '../../../api/src/services/cleanOldRows.ts'
import { freeSilentWorkers } from '../../../api/src/services/freeSilentWorkers.ts'
import { recordHeartbeat } from '../../../api/src/services/recordHeartbeat.ts'
import { sweepDueJobs } from '../../../api/src/services/sweepDueJobs.ts'
import { tick } from '../../../api/src/services/tick.ts'
import type { DeliveryKey } from '../../../api/src/store/deliveries.ts'
import { addDelivery, addEndpoint, addOwner, type Desk, movableClock, openDesk } from './support/desk.ts'

const DAY_MS = 24 * 60 * 60 * 1_000

interface JobView {
  id: string
  key: string | null
  revision: number
  run_at: Date
  locked_by: string | null
}

describe('what happens by the clock', () => {
  let desk: Desk

  before(async () => {
    desk = await openDesk()
  })
  after(() => desk?.close())

  const jobs = async (key: string): Promise<JobView[]> => {
    const { rows } = await sql<JobView>`
      SELECT id::text, key, revision, run_at, locked_by FROM graphile_worker.jobs WHERE key = ${key}`.execute(
      desk.db,
    )
    return rows
  }

  it('ticks once per slot, however many workers tick', async () => {
    const other = desk.openCtx()
    const slot = new Date('2026-01-01T00:00:00Z')
    await Promise.all([tick(desk.ctx, 'clean_old_rows', slot), tick(other, 'clean_old_rows', slot)])
    await tick(desk.ctx, 'clean_old_rows', slot)
    const found = await jobs('tick:clean_old_rows')
    expect(found.map((job) => job.revision)).to.deep.equal([0])
    await tick(other, 'clean_old_rows', new Date('2026-01-01T01:00:00Z'))
    expect((await jobs('tick:clean_old_rows')).map((job) => job.revision)).to.deep.equal([1])
  })

  it('gives an endpoint whose due deliveries have no job a new one, and leaves the others alone', async () => {
    const clock = movableClock()
    const ctx = desk.openCtx({ clock })
    const owner = await addOwner(desk)
    const add = async (url: string) => {
      const endpoint = await addEndpoint(desk, owner, url, ['invoice.voided'])
      await ctx.store.webhookEndpoints.update(desk.db, endpoint.id, { enabled_events: ['invoice.paid'] })
      const first = await addDelivery(desk, owner, endpoint.id, ctx)
      const second = await addDelivery(desk, owner, endpoint.id, ctx)
      await ctx.store.webhookEndpoints.update(desk.db, endpoint.id, { enabled_events: ['invoice.voided'] })
      return { first, second }
    }
    const keyOf = (key: DeliveryKey) => `webhook:${key.endpointId}:${key.eventId}`
    const removeJob = (key: DeliveryKey) =>
      sql`SELECT graphile_worker.remove_job(${keyOf(key)})`.execute(desk.db)
    const lost = await add('https://shop.example/lost')
    const waiting = await add('https://shop.example/waiting')
    const held = await add('https://shop.example/held')
    for (const key of [lost.first, lost.second, waiting.first, held.first]) await removeJob(key)
    await sweepDueJobs(ctx)
    expect(await jobs(keyOf(lost.first)), 'not lost for long').to.deep.equal([])

    clock.moveTo(new Date(clock.now().getTime() + 31_000))
    await ctx.store.deliveries.lease(ctx.db, held.first, new Date(clock.now().getTime() + 30_000))
    const untouched = await jobs(keyOf(held.second))
    await sweepDueJobs(ctx)
    await sweepDueJobs(ctx)
    expect((await jobs(keyOf(lost.first))).map((job) => job.revision)).to.deep.equal([0])
    expect(await jobs(keyOf(lost.second)), 'one job looks after all').to.deep.equal([])
    expect(await jobs(keyOf(waiting.first)), 'another job of the endpoint waits').to.deep.equal([])
    expect(await jobs(keyOf(held.first))).to.deep.equal([])
    expect(await jobs(keyOf(held.second))).to.deep.equal(untouched)
  })

  it('frees the jobs of workers that fell silent, and of those only', async () => {
    const { ctx } = desk
    const owner = await addOwner(desk)
    const keys: string[] = []
    for (const holder of ['alive', 'silent', 'never-seen']) {
      const endpoint = await addEndpoint(desk, owner, `https://shop.example/${holder}`)
      await addDelivery(desk, owner, endpoint.id)
      const key = (await waitingJobs()).find((name) => name.includes(endpoint.id)) ?? ''
      keys.push(key)
      await sql`
        UPDATE graphile_worker._private_jobs SET locked_by = ${holder}, locked_at = now() - interval '1 minute'
        WHERE key = ${key}`.execute(desk.db)
    }
    await recordHeartbeat(ctx, ['alive', 'silent'])
    await desk.ctx.db
      .updateTable('worker_heartbeat')
      .set({ seen_at: new Date(Date.now() - 60_000) })
      .where('worker_id', '=', 'silent')
      .execute()
    await freeSilentWorkers(ctx, 20_000)
    const holders = await Promise.all(keys.map(async (key) => (await jobs(key))[0]?.locked_by))
    expect(holders).to.deep.equal(['alive', null, null])
  })

  it('deletes idempotency keys after 30 days, and old ticks', async () => {
    const clock = movableClock()
    const ctx = desk.openCtx({ clock })
    const now = clock.now().getTime()
    const answer = { fingerprint: Buffer.from('f'), status: 201, body: {} }
    for (const days of [29, 31]) {
      const scope = { scope: 'mer_1', mode: 'test' as const, key: `${days} days old` }
      await ctx.store.idempotency.insert(ctx.db, scope, answer, new Date(now - days * DAY_MS))
    }
    await tick(ctx, 'sweep_due_jobs', new Date(now - 2 * DAY_MS))
    await tick(ctx, 'sweep_due_jobs', new Date(now))
    await cleanOldRows(ctx)
    const left = await desk.db.selectFrom('idempotency_key').select('key').execute()
    expect(left.map((row) => row.key)).to.deep.equal(['29 days old'])
    const ticks = await desk.db
      .selectFrom('tick')
      .select('slot')
      .where('name', '=', 'sweep_due_jobs')
      .execute()
    expect(ticks.map((row) => row.slot.getTime())).to.deep.equal([now])
  })

  it('deletes jobs that were given up a week ago', async () => {
    const { ctx } = desk
    for (const key of ['given-up', 'given-up-lately', 'will-run-again']) {
      await ctx.store.jobs.add(ctx.db, 'run_tick', { name: key, slot: '' }, { key })
    }
    await sql`
      UPDATE graphile_worker._private_jobs SET updated_at = now() - interval '8 days',
        attempts = CASE key WHEN 'given-up' THEN max_attempts ELSE attempts END
      WHERE key IN ('given-up', 'will-run-again')`.execute(desk.db)
    await sql`
      UPDATE graphile_worker._private_jobs SET attempts = max_attempts
      WHERE key = 'given-up-lately'`.execute(desk.db)
    await cleanOldRows(ctx)
    const left = await waitingJobs()
    expect(left).to.include.members(['given-up-lately', 'will-run-again']).and.not.include('given-up')
  })

  async function waitingJobs(): Promise<string[]> {
    const { rows } = await sql<{ key: string }>`
      SELECT key FROM graphile_worker.jobs WHERE key IS NOT NULL`.execute(desk.db)
    return rows.map((row) => row.key)
  }
})
