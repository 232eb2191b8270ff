import { setTimeout as delay } from 'node:timers/promises'
import { sql } from 'kysely'
import type { Owner } from '../../api/src/domain/caller.ts'
import { emitNow } from '../../api/src/services/emitEvent.ts'
import { addEndpoint, addOwner, type Desk, openDesk } from '../api/webhooks/support/desk.ts'
import { seededRandom } from '../support/random.ts'
import { waitFor } from '../support/waitFor.ts'
import type { Progress } from './support/progress.ts'
import { type ChaosResult, exactly, none, noneOf, told } from './support/result.ts'
import { BAD, type Behaviour, openReceivers } from './support/webhooks/receiver.ts'
import { openWorkers } from './support/webhooks/workers.ts'

export type WebhooksOptions = { seed: number; events: number; progress: Progress }

const PER_SECOND = 50
const MERCHANTS = 40
/** Of ten merchants. */
const BAD_ONES = 3
const RESTARTS = 5
/** The middle one of them is a crash. */
const KILLED = 2
const TARGET_P95_MS = 2_000
const TIMEOUT_MS = 300_000

type Shop = { owner: Owner; behaviour: Behaviour }
type Sent = { id: string; at: number; behaviour: Behaviour }

/** Events at a steady pace to many merchants, a third of them with bad servers, while workers are started anew. */
export async function chaosWebhooks({ seed, events, progress }: WebhooksOptions): Promise<ChaosResult[]> {
  const random = seededRandom(seed)
  const desk = await openDesk()
  const receivers = await openReceivers()
  const workers = await openWorkers(desk)
  try {
    const shops: Shop[] = []
    for (let index = 0; index < MERCHANTS; index += 1) {
      const behaviour = index % 10 < BAD_ONES ? random.pick(BAD) : 'healthy'
      const owner = await addOwner(desk)
      await addEndpoint(desk, owner, receivers.url(behaviour, String(index)))
      shops.push({ owner, behaviour })
    }
    const sent: Sent[] = []
    const emitting: Promise<void>[] = []
    const every = Math.ceil(events / (RESTARTS + 1))
    const restarts: Promise<void>[] = []
    progress.begin('events', events)
    const since = performance.now()
    for (let number = 1; number <= events; number += 1) {
      const shop = shops[random.integer(shops.length)]
      if (shop) emitting.push(emit(desk, shop, sent))
      if (number % every === 0) restarts.push(workers.restart(number / every - 1 === KILLED))
      progress.step()
      await delay(Math.max(0, since + (number * 1_000) / PER_SECOND - performance.now()))
    }
    progress.end()
    const seconds = (performance.now() - since) / 1_000
    await Promise.all([...emitting, ...restarts])
    const late = await until('healthy endpoints to have everything', async () =>
      sent.every(({ id, behaviour }) => behaviour !== 'healthy' || receivers.arrived.has(id)),
    )
    await workers.stop()
    const later = await workers.startLater()
    late.push(
      ...(await until('every delivery to come to its end', async () => (await countPending(desk)) === 0)),
    )
    await later.stop()
    const delays = sent
      .filter(({ behaviour }) => behaviour === 'healthy')
      .map(({ id, at }) => (receivers.arrived.get(id) ?? Number.POSITIVE_INFINITY) - at)
      .sort((a, b) => a - b)
    const p95 = delays[Math.floor(delays.length * 0.95)] ?? 0
    const counts = await countEnds(desk)
    return [
      exactly('events', sent.length, 'events', events),
      told('events.perSecond', Math.round(events / seconds), 'events/s'),
      told('events.toBadEndpoints', sent.length - delays.length, 'events'),
      told('worker.restarts', restarts.length, 'restarts'),
      noneOf('unsettled', late, 'waits'),
      none('healthy.missing', delays.filter((ms) => !Number.isFinite(ms)).length, 'events'),
      told('healthy.p50', delays[Math.floor(delays.length / 2)] ?? 0, 'ms'),
      { name: 'healthy.p95', value: p95, unit: 'ms', target: TARGET_P95_MS, pass: p95 <= TARGET_P95_MS },
      told('delivered', counts.delivered, 'deliveries'),
      told('dead', counts.dead, 'deliveries'),
      exactly('delivered.orDead', counts.delivered + counts.dead, 'deliveries', events),
      none('dead.withoutReason', counts.unexplained, 'deliveries'),
    ]
  } finally {
    await workers.stop()
    await receivers.close()
    await desk.close()
  }
}

async function emit({ ctx }: Desk, { owner, behaviour }: Shop, sent: Sent[]): Promise<void> {
  const event = { owner, type: 'invoice.paid', objectId: 'inv_1', object: { object: 'invoice' } } as const
  const id = await ctx.db.transaction().execute((tx) => emitNow({ ...ctx, db: tx }, event))
  sent.push({ id, at: Date.now(), behaviour })
}

function until(describe: string, holds: () => Promise<boolean>): Promise<string[]> {
  return waitFor(holds, { describe, timeoutMs: TIMEOUT_MS, intervalMs: 200 }).then(
    () => [],
    () => [describe],
  )
}

async function countPending({ db }: Desk): Promise<number> {
  const { rows } = await sql<{ pending: bigint }>`
    SELECT count(*) AS pending FROM florin.webhook_delivery WHERE status = 'pending'`.execute(db)
  return Number(rows[0]?.pending ?? 0n)
}

/** Deliveries by their end, of the events that were emitted here; a dead one shows why by an attempt or its endpoint. */
async function countEnds({ db }: Desk): Promise<{ delivered: number; dead: number; unexplained: number }> {
  const { rows } = await sql<{ delivered: bigint; dead: bigint; unexplained: bigint }>`
    SELECT count(*) FILTER (WHERE delivery.status = 'delivered') AS delivered,
           count(*) FILTER (WHERE delivery.status = 'dead') AS dead,
           count(*) FILTER (WHERE delivery.status = 'dead' AND endpoint.disabled_reason IS NULL
             AND delivery.attempts = 0) AS unexplained
    FROM florin.webhook_delivery delivery
    JOIN florin.webhook_endpoint endpoint ON endpoint.id = delivery.endpoint_id
    JOIN florin.event ON event.id = delivery.event_id
    WHERE event.type = 'invoice.paid'`.execute(db)
  const [counts] = rows
  return {
    delivered: Number(counts?.delivered ?? 0n),
    dead: Number(counts?.dead ?? 0n),
    unexplained: Number(counts?.unexplained ?? 0n),
  }
}
