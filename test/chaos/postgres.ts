import { setTimeout as delay } from 'node:timers/promises'
import { openCrashingDatabase } from '../support/crashingDatabase.ts'
import { seededRandom } from '../support/random.ts'
import {
  cutConnections,
  holdWrites,
  type Outage,
  stopAtOnce,
  takeConnections,
  untilWorking,
} from './support/postgres/outages.ts'
import type { Progress } from './support/progress.ts'
import { type ChaosResult, durations, exactly, none, noneOf, told } from './support/result.ts'
import { openTill } from './support/shop/orders.ts'
import { openShop } from './support/shop/shop.ts'
import { judgeOrders, settle } from './support/shop/verdict.ts'

export type PostgresOptions = { seed: number; stops: number; progress: Progress }

/** Each other kind of outage comes once for so many stops. */
const STOPS_PER_ROUND = 10
/** Of load between two outages, at most. */
const MOST_LOAD_MS = 1_500

/**
 * Postgres is stopped at once, again and again, while customers are billed and pay; its connections are cut, taken by others,
 * and held up. What the API said yes to must be there at the end, once and whole.
 */
export async function chaosPostgres({ seed, stops, progress }: PostgresOptions): Promise<ChaosResult[]> {
  const random = seededRandom(seed)
  const database = await openCrashingDatabase()
  const shop = await openShop(database)
  try {
    const till = openTill(shop, random)
    const recoveries = new Map<string, { writes: number[]; posting: number[] }>()
    const outages = planOf(stops)
    progress.begin('outages', outages.length)
    for (const { name, outage } of outages) {
      await delay(random.integer(MOST_LOAD_MS))
      await outage({ shop, database, random })
      const { writes, posting } = await untilWorking(shop, till)
      const so = recoveries.get(name) ?? { writes: [], posting: [] }
      recoveries.set(name, { writes: [...so.writes, writes], posting: [...so.posting, posting] })
      progress.step()
    }
    progress.end()
    await till.close()
    const late = await settle(shop, till.orders)
    return [
      exactly('stops', recoveries.get('stop')?.writes.length ?? 0, 'stops', stops),
      ...[...recoveries].flatMap(([name, { writes, posting }]) => [
        ...durations(`${name}.writes`, writes),
        ...durations(`${name}.posting`, posting),
      ]),
      none('api.ends', shop.api.ends(), 'times'),
      // It ends in good order when its queue gives up, and whoever supervises it starts a whole one.
      told('worker.ends', shop.worker.ends(), 'times'),
      noneOf('refusals', till.failures, 'orders'),
      noneOf('unsettled', late, 'waits'),
      ...(await judgeOrders(shop, till.orders)),
    ]
  } finally {
    await shop.close()
  }
}

/** Stops, with some of the other outages after every ten. */
function planOf(stops: number): { name: string; outage: Outage }[] {
  const others = [
    { name: 'cut', outage: cutConnections },
    { name: 'taken', outage: takeConnections },
    { name: 'held', outage: holdWrites },
  ]
  return Array.from({ length: stops }, (_, index) => [
    { name: 'stop', outage: stopAtOnce },
    ...((index + 1) % STOPS_PER_ROUND === 0 || index + 1 === stops ? others : []),
  ]).flat()
}
