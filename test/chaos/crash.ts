import { addMerchant } from '../api/support/merchants.ts'
import { openTestDatabase } from '../support/database.ts'
import { seededRandom } from '../support/random.ts'
import { crashInShop, SHOP_POINTS, type Till } from './support/points/inShop.ts'
import { dieOnTheWay, type Journey } from './support/points/journey.ts'
import { openPayouts } from './support/points/payouts.ts'
import { notGivenBackOnce, notOnce } from './support/points/relays.ts'
import { openX402 } from './support/points/x402.ts'
import { allowRefunds, chainOf } from './support/processes/onChain.ts'
import { runProcess } from './support/processes/run.ts'
import type { Progress } from './support/progress.ts'
import { judgeRelays } from './support/relays/verdict.ts'
import { type ChaosResult, durations, exactly, none, noneOf, told } from './support/result.ts'
import { openShop, type Shop } from './support/shop/shop.ts'
import { judgeOrders, settle } from './support/shop/verdict.ts'
import { crashAtEachStatement } from './support/statements/run.ts'

export type CrashOptions = { seed: number; seeds: number; progress: Progress }

const TARGET_MS = 30_000

type Recovery = { where: string; ms: number }

/**
 * SIGKILL of the worker at every moment that has a name, with payments, relays and webhooks under way; another worker starts at
 * once. Then the worker or the API dies at each moment of a payout and of an x402 payment, alone; and posting dies at each of its
 * SQL statements.
 */
export async function chaosCrash(options: CrashOptions): Promise<ChaosResult[]> {
  const shop = await openShop(await openTestDatabase())
  try {
    await shop.worker.stop()
    const till: Till = { orders: [], sendings: [] }
    const inShop = await crashAll(shop, till, options)
    const onTheWay = await dieOnEveryWay(shop, options)
    const recoveries = [...inShop.recoveries, ...onTheWay.recoveries]
    const heir = await runProcess(shop.world, 'worker')
    const late = await settle(shop, till.orders)
    await heir.stop()
    const statements = await crashAtEachStatement(options.progress)
    const slow = recoveries.filter(({ ms }) => ms > TARGET_MS)
    return [
      exactly('crashes', recoveries.length, 'crashes', inShop.planned + onTheWay.planned),
      ...durations(
        'recovered',
        recoveries.map(({ ms }) => ms),
      ),
      noneOf(
        'recovered.late',
        slow.map(({ where, ms }) => `${where}: ${Math.round(ms)} ms`),
        'crashes',
      ),
      noneOf('unsettled', late, 'waits'),
      ...(await judgeOrders(shop, till.orders)),
      told('sendings', till.sendings.length, 'relays'),
      noneOf('sendings.notOnce', await notOnce(shop.world, till.sendings), 'relays'),
      noneOf('refunds.notOnce', await notGivenBackOnce(shop.world, till.sendings), 'payments'),
      ...onTheWay.results,
      ...(await judgeRelays(shop.world)),
      none('nonces.open', await openNonces(shop), 'nonces'),
      told('statements', statements.crashes, 'crashes'),
      noneOf('statements.apart', statements.apart, 'crashes'),
    ]
  } finally {
    await shop.close()
  }
}

async function crashAll(shop: Shop, till: Till, { seed, seeds, progress }: CrashOptions) {
  const merchant = await addMerchant(shop.world)
  await allowRefunds(shop.world, chainOf(shop.world), merchant.account)
  const recoveries: Recovery[] = []
  const planned = SHOP_POINTS.length * seeds
  progress.begin('crashes in a shop', planned)
  for (let run = 0; run < seeds; run += 1) {
    const random = seededRandom(seed + run)
    for (const point of SHOP_POINTS) {
      recoveries.push({ where: point, ms: await crashInShop(shop, { ...till, point, merchant, random }) })
      progress.step()
    }
  }
  progress.end()
  return { recoveries, planned }
}

async function dieOnEveryWay(shop: Shop, { seed, seeds, progress }: CrashOptions) {
  const journeys: Journey[] = [
    await openPayouts(shop, 'signed'),
    await openPayouts(shop, 'hosted'),
    await openX402(shop),
  ]
  const recoveries: Recovery[] = []
  const planned = journeys.reduce((sum, { deaths }) => sum + deaths.length, 0) * seeds
  progress.begin('crashes on the way', planned)
  for (let run = 0; run < seeds; run += 1) {
    const random = seededRandom(seed + run)
    for (const journey of journeys) {
      for (const death of journey.deaths) {
        const ms = await dieOnTheWay(shop, journey, death, random)
        recoveries.push({ where: `${journey.name} ${death.at}`, ms })
        progress.step()
      }
    }
  }
  progress.end()
  const results = await Promise.all(
    journeys.flatMap(({ name, deaths, apart }) => [
      told(name, deaths.length * seeds, 'crashes'),
      apart().then((cases) => noneOf(`${name}.apart`, cases, 'faults')),
    ]),
  )
  return { recoveries, planned, results }
}

/** Nonces that were taken and are not settled. */
async function openNonces({ pool }: Shop): Promise<number> {
  const { rows } = await pool.query<{ open: number }>(
    `select count(*)::int as open from florin.signer_nonce where status not in ('final', 'mined')`,
  )
  return rows[0]?.open ?? 0
}
