import { setTimeout as delay } from 'node:timers/promises'
import { Client } from 'pg'
import type { CrashingDatabase } from '../../../support/crashingDatabase.ts'
import type { Random } from '../../../support/random.ts'
import { waitFor } from '../../../support/waitFor.ts'
import type { Till } from '../shop/orders.ts'
import type { Shop } from '../shop/shop.ts'

/** Something that is done to Postgres; it is over when the promise is. */
export type Outage = (site: { shop: Shop; database: CrashingDatabase; random: Random }) => Promise<void>

const MOST_DOWN_MS = 1_000

/** `pg_ctl stop -m immediate`, and a start up to a second later. */
export const stopAtOnce: Outage = async ({ database, random }) => {
  await database.crash()
  await delay(random.integer(MOST_DOWN_MS))
  await database.startAgain()
}

/** Every connection of the API and the worker is cut off in the middle of whatever it does. */
export const cutConnections: Outage = async ({ database }) => {
  await withAdmin(database, cut)
}

async function cut(admin: Client): Promise<void> {
  await admin.query(
    `select pg_terminate_backend(pid) from pg_stat_activity where usename in ('florin_api', 'florin_worker')`,
  )
}

const HELD_MS = 3_000
/** More than Postgres has. */
const MOST_CONNECTIONS = 400

/** Others take every connection that Postgres has, and ours have to come back. */
export const takeConnections: Outage = async ({ shop, database }) => {
  await withAdmin(database, async (admin) => {
    await cut(admin)
    const held: Client[] = []
    while (held.length < MOST_CONNECTIONS) {
      const client = new Client({ connectionString: shop.world.database.urls.reports })
      client.on('error', () => undefined)
      const isIn = await client.connect().then(
        () => true,
        () => false,
      )
      if (!isIn) break
      held.push(client)
    }
    await cut(admin)
    await delay(HELD_MS)
    for (const client of held) await client.end()
  })
}

/** Longer than the API waits for a connection of its pool. */
const LOCKED_MS = 12_000

/** Every write waits for a lock, until the pools of the API and the worker are used up. */
export const holdWrites: Outage = async ({ database }) => {
  await withAdmin(database, async (admin) => {
    await admin.query('begin; lock table florin.merchant_counter in access exclusive mode')
    await delay(LOCKED_MS)
    await admin.query('rollback')
  })
}

async function withAdmin(database: CrashingDatabase, work: (admin: Client) => Promise<void>): Promise<void> {
  const admin = new Client({ connectionString: database.adminUrl })
  await admin.connect()
  try {
    await work(admin)
  } finally {
    await admin.end()
  }
}

const RECOVERY_TIMEOUT_MS = 120_000

/** Milliseconds from now until an order was taken that came in after now, and until a new payment was booked. */
export async function untilWorking(shop: Shop, till: Till): Promise<{ writes: number; posting: number }> {
  const since = performance.now()
  const now = new Date()
  const until = async (describe: string, holds: () => boolean | Promise<boolean>) => {
    await waitFor(holds, { describe, timeoutMs: RECOVERY_TIMEOUT_MS })
    return performance.now() - since
  }
  const isBooking = async () => {
    const { rows } = await shop.pool.query('select from florin.chain_fact where confirmed_at > $1 limit 1', [
      now,
    ])
    return rows.length > 0
  }
  const [writes, posting] = await Promise.all([
    until('an order to be taken', () => till.orders.some(({ begun }) => begun > since)),
    until('a payment to be booked', isBooking),
  ])
  return { writes, posting }
}
