import type { PaymentRow } from '../../api/src/store/payments.ts'
import { type Random, seededRandom } from '../support/random.ts'
import { gapsInSeries } from './support/billing/webhooks.ts'
import { idsOf, sendCopies, sendTogether, strayCopies } from './support/duplicates/copies.ts'
import {
  countEffects,
  countKnown,
  difference,
  type Effects,
  refundsApart,
} from './support/duplicates/effects.ts'
import { type Desk, type DuplicatesSite, openDuplicatesSite } from './support/duplicates/site.ts'
import {
  addPaidPayments,
  invoiceWrite,
  type Outcome,
  refundWrite,
  relayWrite,
  type Write,
} from './support/duplicates/writes.ts'
import type { Progress } from './support/progress.ts'
import { judgeRelays } from './support/relays/verdict.ts'
import { type ChaosResult, exactly, none, noneOf, told } from './support/result.ts'

export type DuplicatesOptions = { seed: number; writes: number; progress: Progress }

const COPIES = 20
/** One key this often at once. */
const STORM = 50
/** Keys that are used again for something else. */
const REUSED = 20
/** Refunds among ten writes. */
const REFUNDS = 4
/** Signed payments among ten writes. */
const RELAYS = 2

/**
 * Every write is sent twenty times at once through two API processes, by the SDK with its retries, as impatient clients and
 * proxies do. Each must have one effect, and every copy must hear of that one.
 */
export async function chaosDuplicates({
  seed,
  writes: total,
  progress,
}: DuplicatesOptions): Promise<ChaosResult[]> {
  const random = seededRandom(seed)
  const site = await openDuplicatesSite()
  try {
    const count = Math.ceil((total * REFUNDS) / 10)
    progress.begin('payments to refund', count)
    const paid = await addPaidPayments(site, site.desks, { count, random, step: progress.step })
    progress.end()
    const signed = Math.floor((total * RELAYS) / 10)
    const writes = await makeWrites(site, paid, { total, signed, random })
    // A refund, which come first, and an invoice.
    const storms = [...writes.splice(0, 1), ...writes.splice(-1)]
    const before = await countEffects(site)
    const since = performance.now()
    progress.begin(`writes, ${COPIES} times each`, writes.length)
    const heard = await sendTogether(writes, COPIES, progress.step)
    const stormed = await Promise.all(storms.map((write) => sendCopies(write, STORM)))
    progress.end()
    const seconds = Math.round((performance.now() - since) / 1_000)
    const made = difference(await countEffects(site), before)
    const reused = await Promise.all(writes.slice(0, REUSED).map(reuse))
    const madeAfter = difference(await countEffects(site), before)
    const all = [...heard, ...stormed]
    const ids = idsOf(all)
    return [
      exactly('writes', all.length, 'writes', total),
      told(
        'copies',
        all.reduce((copies, { outcomes }) => copies + outcomes.length, 0),
        'requests',
      ),
      told('seconds', seconds, 's'),
      exactly('effects', sumOf(made), 'effects', total),
      exactly('effects.announced', made.announced, 'events', total - count - signed),
      exactly('ids', await countKnown(site, ids), 'ids', total),
      exactly('ids.heard', ids.size, 'ids', total),
      noneOf('copies.stray', strayCopies(heard), 'copies'),
      noneOf(`key.${STORM}AtOnce.stray`, strayCopies(stormed), 'copies'),
      noneOf(
        'key.reused.accepted',
        reused.filter(isNotRefused).map((each) => JSON.stringify(each)),
        'answers',
      ),
      none('key.reused.effects', sumOf(madeAfter) - sumOf(made), 'effects'),
      noneOf(
        'refunds.notOnce',
        await refundsApart(
          site,
          paid.map(({ payment }) => payment),
        ),
        'payments',
      ),
      none('events.gaps', await gapsInSeries(site.pool), 'numbers'),
      ...(await judgeRelays(site.world)),
    ]
  } finally {
    await site.close()
  }
}

const sumOf = ({ invoices, refunds, relays }: Effects) => invoices + refunds + relays

async function makeWrites(
  site: DuplicatesSite,
  paid: readonly { desk: Desk; payment: PaymentRow }[],
  { total, signed, random }: { total: number; signed: number; random: Random },
): Promise<Write[]> {
  const writes = paid.map(({ desk, payment }, index) => refundWrite(desk, `refund-${index}`, payment))
  const desks = site.desks
  for (let index = 0; index < signed; index += 1) {
    const desk = desks[index % desks.length]
    if (desk) writes.push(await relayWrite(site, desk, `relay-${index}`))
  }
  for (let index = 0; writes.length < total; index += 1) {
    const desk = desks[index % desks.length]
    if (desk) writes.push(invoiceWrite(site, desk, `invoice-${index}`, random))
  }
  return writes
}

function reuse(write: Write): Promise<Outcome> {
  const [client] = write.desk.clients
  if (!client) throw new Error('there is no API process')
  return write.sendOther(client)
}

function isNotRefused(outcome: Outcome): boolean {
  return 'id' in outcome || outcome.status !== 422 || outcome.code !== 'idempotency_key_reused'
}
