import { setTimeout as delay } from 'node:timers/promises'
import type { CrashPoint } from '../../api/src/domain/crashPoint.ts'
import { addMerchant, type TestMerchant } from '../api/support/merchants.ts'
import { openTestDatabase } from '../support/database.ts'
import { type Random, seededRandom } from '../support/random.ts'
import { waitFor } from '../support/waitFor.ts'
import { areDelivered } from './support/billing/webhooks.ts'
import {
  accept,
  giveBack,
  isConfirmed,
  notGivenBackOnce,
  notOnce,
  type Sending,
} from './support/points/relays.ts'
import { allowRefunds, chainOf } from './support/processes/onChain.ts'
import { runProcess } from './support/processes/run.ts'
import type { Progress } from './support/progress.ts'
import { judgeRelays } from './support/relays/verdict.ts'
import { type ChaosResult, durations, exactly, none, noneOf, told } from './support/result.ts'
import { type Order, placeOrder } from './support/shop/orders.ts'
import { openShop, type Shop } from './support/shop/shop.ts'
import { judgeOrders, settle } from './support/shop/verdict.ts'
import { crashAtEachStatement } from './support/statements/run.ts'

export type CrashOptions = { seed: number; seeds: number; progress: Progress }

/** Every moment that the code names. */
const POINTS: Record<CrashPoint, true> = {
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
  'before-webhook-recorded': true,
}

const isPoint = (name: string): name is CrashPoint => name in POINTS
const MOST_PAUSE_MS = 500
const DIES_WITHIN_MS = 60_000
const RECOVERS_WITHIN_MS = 120_000
const TARGET_MS = 30_000

type Recovery = { point: CrashPoint; ms: number }

/**
 * SIGKILL of the worker at every moment that has a name, with payments, relays and webhooks under way; another worker starts at
 * once. Then posting dies at each of its SQL statements.
 */
export async function chaosCrash({ seed, seeds, progress }: CrashOptions): Promise<ChaosResult[]> {
  const shop = await openShop(await openTestDatabase())
  try {
    await shop.worker.stop()
    const merchant = await addMerchant(shop.world)
    await allowRefunds(shop.world, chainOf(shop.world), merchant.account)
    const orders: Order[] = []
    const sendings: Sending[] = []
    const recoveries: Recovery[] = []
    const points = Object.keys(POINTS).filter(isPoint)
    progress.begin('crashes', points.length * seeds)
    for (let run = 0; run < seeds; run += 1) {
      const random = seededRandom(seed + run)
      for (const point of points) {
        recoveries.push(await crashAt(shop, { point, merchant, random, orders, sendings }))
        progress.step()
      }
    }
    progress.end()
    const heir = await runProcess(shop.world, 'worker')
    const late = await settle(shop, orders)
    await heir.stop()
    const statements = await crashAtEachStatement(progress)
    return [
      exactly('crashes', recoveries.length, 'crashes', points.length * seeds),
      ...durations(
        'recovered',
        recoveries.map(({ ms }) => ms),
      ),
      noneOf(
        'recovered.late',
        recoveries
          .filter(({ ms }) => ms > TARGET_MS)
          .map(({ point, ms }) => `${point}: ${Math.round(ms)} ms`),
        'crashes',
      ),
      noneOf('unsettled', late, 'waits'),
      ...(await judgeOrders(shop, orders)),
      told('sendings', sendings.length, 'relays'),
      noneOf('sendings.notOnce', await notOnce(shop.world, sendings), 'relays'),
      noneOf('refunds.notOnce', await notGivenBackOnce(shop.world, sendings), 'payments'),
      ...(await judgeRelays(shop.world)),
      none('nonces.open', await openNonces(shop), 'nonces'),
      told('statements', statements.crashes, 'crashes'),
      noneOf('statements.apart', statements.apart, 'crashes'),
    ]
  } finally {
    await shop.close()
  }
}

type Site = {
  point: CrashPoint
  merchant: TestMerchant
  random: Random
  orders: Order[]
  sendings: Sending[]
}

/** Milliseconds from the death of a worker until another one has finished everything that was under way. */
async function crashAt(shop: Shop, { point, merchant, random, orders, sendings }: Site): Promise<Recovery> {
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
  return { point, ms }
}

async function isPaid({ pool }: Shop, { invoice }: Order): Promise<boolean> {
  const { rows } = await pool.query<{ status: string }>('select status from florin.invoice where id = $1', [
    invoice,
  ])
  return rows[0]?.status === 'paid'
}

/** Nonces that were taken and are not settled. */
async function openNonces({ pool }: Shop): Promise<number> {
  const { rows } = await pool.query<{ open: number }>(
    `select count(*)::int as open from florin.signer_nonce where status not in ('final', 'mined')`,
  )
  return rows[0]?.open ?? 0
}
