import { setTimeout as delay } from 'node:timers/promises'
import type { CrashPoint } from '../../../../api/src/domain/crashPoint.ts'
import type { TestMerchant } from '../../../api/support/merchants.ts'
import type { Random } from '../../../support/random.ts'
import { waitFor } from '../../../support/waitFor.ts'
import { areDelivered } from '../billing/webhooks.ts'
import { runProcess } from '../processes/run.ts'
import { type Order, placeOrder } from '../shop/orders.ts'
import type { Shop } from '../shop/shop.ts'
import { accept, giveBack, isConfirmed, type Sending } from './relays.ts'

/** Every moment that the code names, and whether the worker meets it in the shop. */
const POINTS: Record<CrashPoint, boolean> = {
  'before-write-commit': false,
  'after-write': false,
  'before-x402-commit': false,
  'after-x402-accept': false,
  'before-x402-answer': false,
  'before-seen-commit': true,
  'after-seen': true,
  'before-confirm-commit': true,
  'after-confirm': true,
  'before-nonce-commit': true,
  'after-nonce': true,
  'before-bytes-commit': true,
  'before-broadcast': true,
  'after-broadcast': true,
  'before-mined-commit': true,
  'after-mined': true,
  'before-finish-commit': true,
  'after-finish': true,
  'before-ended-commit': true,
  'after-ended': true,
  'before-webhook-recorded': true,
}

const isPoint = (name: string): name is CrashPoint => name in POINTS

export const SHOP_POINTS = Object.keys(POINTS)
  .filter(isPoint)
  .filter((point) => POINTS[point])

const MOST_PAUSE_MS = 500
const DIES_WITHIN_MS = 60_000
const RECOVERS_WITHIN_MS = 120_000

/** What came in so far, for the whole of it to be judged. */
export type Till = { orders: Order[]; sendings: Sending[] }

type Site = Till & { point: CrashPoint; merchant: TestMerchant; random: Random }

/** Milliseconds from the death of a worker until another one has finished everything that was under way. */
export async function crashInShop(
  shop: Shop,
  { point, merchant, random, orders, sendings }: Site,
): Promise<number> {
  const { world } = shop
  const victim = await runProcess(world, 'worker', { TEST_CRASH_POINT: point })
  const desk = random.pick([shop.desks[0], ...shop.desks.slice(1)])
  if (!desk) throw new Error('there is no merchant')
  const placing = placeOrder(shop, desk, `order-${orders.length}`, random)
  await delay(random.integer(MOST_PAUSE_MS))
  const earlier = sendings.at(-1)
  if (earlier) await giveBack(world, merchant, earlier)
  const sending = await accept(world, merchant)
  sendings.push(sending)
  await waitFor(() => victim.hasExited(), { describe: `a death ${point}`, timeoutMs: DIES_WITHIN_MS })
  const since = performance.now()
  const { signal } = await victim.exited
  if (signal !== 'SIGKILL') throw new Error(`the worker ended by ${signal} ${point}:\n${victim.tail()}`)
  const heir = await runProcess(world, 'worker')
  const order = await placing
  orders.push(order)
  const isDone = async () =>
    (await isPaid(shop, order)) && (await isConfirmed(world)) && (await areDelivered(shop.pool))
  await waitFor(isDone, {
    describe: `everything to be done after a crash ${point}`,
    timeoutMs: RECOVERS_WITHIN_MS,
  })
  const ms = performance.now() - since
  await heir.stop()
  return ms
}

async function isPaid({ pool }: Shop, { invoice }: Order): Promise<boolean> {
  const { rows } = await pool.query<{ status: string }>('select status from florin.invoice where id = $1', [
    invoice,
  ])
  return rows[0]?.status === 'paid'
}
