import { setTimeout as delay } from 'node:timers/promises'
import { florin } from '@florin/sdk/client.ts'
import { secondsToNextHour } from '../../api/src/domain/sponsorship.ts'
import { type Random, seededRandom } from '../support/random.ts'
import { waitFor } from '../support/waitFor.ts'
import { readCosts, readReserved } from './support/budget/costs.ts'
import { type Answer, handIn, type SignedPayment, signOne } from './support/budget/intents.ts'
import { readOverspent } from './support/budget/notes.ts'
import { type BudgetSite, openBudgetSite } from './support/budget/site.ts'
import type { Progress } from './support/progress.ts'
import { judgeRelays } from './support/relays/verdict.ts'
import { type ChaosResult, exactly, none, noneOf, told } from './support/result.ts'

export type BudgetOptions = { seed: number; progress: Progress }

const INTENTS = 1_000
const ROOM = 100
/** Payments to merchants without a budget of their own, in the same crowd. */
const OTHERS = 50
const AT_ONCE = 64
/** An hour that ends in between would have room anew. */
const LEAST_SECONDS = 300
const SETTLED_WITHIN_MS = 240_000
const WEI_PER_GWEI = 10n ** 9n

/**
 * A thousand signed payments race through two API processes for a merchant's gas budget with room for a hundred, among payments
 * to others. Only then does a worker send what was accepted, and what was spent is laid beside the chain's receipts.
 */
export async function chaosBudget({ seed, progress }: BudgetOptions): Promise<ChaosResult[]> {
  const random = seededRandom(seed)
  const site = await openBudgetSite(BigInt(ROOM))
  try {
    const payments = await signAll(site, random, progress)
    await waitForAnHour()
    const since = performance.now()
    const answers = await race(site, payments, progress)
    const seconds = Math.round((performance.now() - since) / 1_000)
    const { merchantId } = site.merchant.owner
    const isOurs = ({ payment }: Answer) => payment.merchant === site.merchant
    const ours = answers.filter(isOurs)
    const others = answers.filter((answer) => !isOurs(answer))
    const refused = ours.filter(isRefused)
    const held = await countRelays(site, merchantId)
    await settle(site, progress)
    const { merchant, everybody } = await readCosts(
      site,
      payments.filter((payment) => payment.merchant === site.merchant),
    )
    const noted = await readOverspent(site.pool)
    return [
      told('seconds', seconds, 's'),
      exactly('accepted', ours.filter(isAccepted).length, 'answers', ROOM),
      exactly('accepted.rows', held, 'relays', ROOM),
      exactly('refused', refused.length, 'answers', INTENTS - ROOM),
      noneOf('refused.otherwise', ours.filter(isOdd).map(describe), 'answers'),
      exactly('others.accepted', others.filter(isAccepted).length, 'answers', OTHERS),
      told('budget.states', noted.states, 'states'),
      none('overspent', Number(noted.overspent), 'wei'),
      told('spent', Number(merchant.spent / WEI_PER_GWEI), 'gwei'),
      none('spent.difference', Number(merchant.spent - merchant.onChain), 'wei'),
      none('spent.difference.everybody', Number(everybody.spent - everybody.onChain), 'wei'),
      none('reserved.left', Number(await readReserved(site)), 'wei'),
      ...(await judgeRelays(site.world)),
    ]
  } finally {
    await site.close()
  }
}

const isAccepted = ({ status }: Answer) => status === 202
/** By the merchant's own budget, and no other's. */
const isRefused = ({ code, scope }: Answer) => code === 'sponsor_budget_exhausted' && scope === 'merchant'
const isOdd = (answer: Answer) => !isAccepted(answer) && !isRefused(answer)
const describe = ({ payment, status, code, scope }: Answer) =>
  `${payment.request}: ${status} ${code}, budget ${scope}`

/** Those to others stand anywhere among the rest. */
async function signAll(site: BudgetSite, random: Random, progress: Progress): Promise<SignedPayment[]> {
  progress.begin('payments signed', INTENTS + OTHERS)
  const payments: SignedPayment[] = []
  let others = OTHERS
  while (payments.length < INTENTS + OTHERS) {
    const isOther = random.integer(INTENTS + OTHERS - payments.length) < others
    if (isOther) others -= 1
    const merchant = isOther ? random.pick(site.neighbours) : site.merchant
    payments.push(await signOne(site, merchant, random))
    progress.step()
  }
  progress.end()
  return payments
}

async function waitForAnHour(): Promise<void> {
  const seconds = secondsToNextHour(new Date())
  if (seconds >= LEAST_SECONDS) return
  process.stderr.write(`The hour ends in ${seconds} s, and its budget with it: waiting for the next one.\n`)
  await delay((seconds + 1) * 1_000)
}

async function race(
  { apiUrls }: BudgetSite,
  payments: readonly SignedPayment[],
  progress: Progress,
): Promise<Answer[]> {
  progress.begin('payments handed in', payments.length)
  const waiting = [...payments.entries()]
  const answers: Answer[] = []
  const lane = async () => {
    for (let next = waiting.shift(); next; next = waiting.shift()) {
      const [index, payment] = next
      const apiUrl = apiUrls[index % apiUrls.length] ?? ''
      answers.push(await handIn(florin({ apiUrl, apiKey: payment.merchant.key }), payment))
      progress.step()
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, lane))
  progress.end()
  return answers
}

async function countRelays({ world }: BudgetSite, merchantId: string): Promise<number> {
  const rows = world.db.selectFrom('relay').select('id').where('merchant_id', '=', merchantId)
  return (await rows.execute()).length
}

/** Until everything that was accepted is mined and settled. */
async function settle(site: BudgetSite, progress: Progress): Promise<void> {
  const { world } = site
  const open = world.db.selectFrom('signer_nonce').select('nonce').where('status', '<>', 'final')
  const accepted = world.db.selectFrom('relay').select('id').where('status', '<>', 'confirmed')
  progress.begin('relays to end', ROOM + OTHERS)
  await site.startWorker()
  let left = ROOM + OTHERS
  await waitFor(
    async () => {
      const now = (await accepted.execute()).length
      for (; left > now; left -= 1) progress.step()
      return now === 0 && (await open.execute()).length === 0
    },
    { describe: 'every relay to end', timeoutMs: SETTLED_WITHIN_MS, intervalMs: 200 },
  )
  progress.end()
}
