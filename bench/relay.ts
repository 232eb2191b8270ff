import { sql } from 'kysely'
import { createProgress } from '../scripts/local/progress.ts'
import { waitFor } from '../test/support/waitFor.ts'
import { createEventBar } from './indexing/eventBar.ts'
import { runBareLoop } from './relay/bareLoop.ts'
import { cpuOf } from './relay/cpu.ts'
import { offer } from './relay/offer.ts'
import { openPayments, type SignedPayment } from './relay/payments.ts'
import { openSite, type Site } from './relay/site.ts'
import { atLeast, atMost, type BenchResult, report } from './result.ts'
import { percentile, rounded } from './statistics.ts'

const MEASURED_SECONDS = 60
const WARM_UP_SECONDS = 15
const BARE_SECONDS = 20
/** Little more than what must be reached: whoever is offered more than can be sent answers as late as one likes. */
const OFFERED_PER_SECOND = 105
const BARE_PAYMENTS = 128 * (BARE_SECONDS + 2)
const LEAST = { rate: 100, ratio: 0.7 }
const MOST_ACCEPT_MS = 150
const SETTLED_TIMEOUT_MS = 120_000

/**
 * Signed payments from `POST /v1/relays` to a block, through two API and two worker processes and eight signers on a chain with
 * a block each second; beside a loop that only signs and sends as many at a time. All on one machine, with the node and Postgres.
 */
export async function benchRelay(): Promise<BenchResult[]> {
  const progress = createProgress()
  const site = await progress.step('chain, Postgres, 2 APIs, 2 workers', openSite)
  try {
    const { warmUp, measured, bare } = await progress.step('signed payments', () => signAll(site))
    const bareRate = await progress.step('bare loop', () => runBareLoop(site, callsOf(bare), BARE_SECONDS))
    const half = Math.ceil(warmUp.length / 2)
    await progress.step('warm-up', async () => {
      await run(site, warmUp.slice(0, half))
      // A database in use has statistics, which autovacuum keeps; this one is too young to have any.
      await sql`ANALYZE`.execute(site.world.db)
      await run(site, warmUp.slice(half))
    })
    const ours = await progress.step(`${MEASURED_SECONDS} s`, () => run(site, measured))
    const { rate } = ours
    return [
      report('bare.rate', rounded(bareRate), '1/s'),
      atLeast('relay.rate', rounded(rate), '1/s', LEAST.rate),
      atLeast('relay.ratio', rounded(rate / bareRate), '×', LEAST.ratio),
      report('accept.p50', rounded(percentile(ours.acceptMs, 0.5)), 'ms'),
      atMost('accept.p95', rounded(percentile(ours.acceptMs, 0.95)), 'ms', MOST_ACCEPT_MS),
      ...ours.cpu.map(([name, ms]) => report(`cpu.${name}`, rounded(ms), 'ms/relay')),
    ]
  } finally {
    await site.close()
  }
}

async function signAll(site: Site) {
  const warmUpCount = WARM_UP_SECONDS * OFFERED_PER_SECOND
  const measuredCount = MEASURED_SECONDS * OFFERED_PER_SECOND
  const count = warmUpCount + measuredCount + BARE_PAYMENTS
  const payments = await openPayments(site.world, count)
  const bar = createEventBar(count)
  try {
    const signed = await payments.sign(count, bar.reach)
    return {
      warmUp: signed.slice(0, warmUpCount),
      measured: signed.slice(warmUpCount, warmUpCount + measuredCount),
      bare: signed.slice(warmUpCount + measuredCount),
    }
  } finally {
    bar.stop()
  }
}

function callsOf(payments: readonly SignedPayment[]) {
  return payments.map(({ calldata }) => calldata)
}

/** Offers the payments and waits for all; the rate is of those that were mined while payments were offered. */
async function run(site: Site, payments: readonly SignedPayment[]) {
  const before = await mined(site)
  const cpuBefore = cpuOf(site)
  const since = performance.now()
  const acceptMs = await offer(site.apiUrls, payments, OFFERED_PER_SECOND)
  const seconds = (performance.now() - since) / 1_000
  const minedMeanwhile = (await mined(site)) - before
  await waitFor(async () => (await mined(site)) - before === payments.length, {
    describe: `${payments.length} relays to be mined`,
    timeoutMs: SETTLED_TIMEOUT_MS,
    intervalMs: 250,
  })
  const cpu = [...cpuOf(site)].map(([name, ms]): [string, number] => [
    name,
    (ms - (cpuBefore.get(name) ?? 0)) / payments.length,
  ])
  return { rate: minedMeanwhile / seconds, acceptMs, cpu }
}

/** Relays that our own books know in a block. */
async function mined({ world }: Site): Promise<number> {
  const { count } = await world.db
    .selectFrom('relay')
    .select((eb) => eb.fn.countAll<bigint>().as('count'))
    .where('status', 'in', ['mined', 'confirmed'])
    .executeTakeFirstOrThrow()
  return Number(count)
}
