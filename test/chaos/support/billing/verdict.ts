import type { Hex } from 'viem'
import { startTestIndexer } from '../../../indexer/support/indexer.ts'
import { readFacts } from '../facts.ts'
import { type ChaosResult, none, noneOf, told } from '../result.ts'
import { compareBuilds } from '../tables.ts'
import { factsApart, indexedFacts, VIEWS } from '../views.ts'
import { factStories, paymentStories } from './announcements.ts'
import { compareBooks, invoicesApart, paymentsApart } from './books.ts'
import { inclusionsApart, readReversals, unfounded } from './reversals.ts'
import type { Stage } from './stage.ts'
import { gapsInSeries, webhooksApart } from './webhooks.ts'

/** Everything against the chain, once nothing is under way. `removals`: how often reorgs took each fact away. */
export async function judge(stage: Stage, removals: ReadonlyMap<Hex, number>): Promise<ChaosResult[]> {
  return [
    ...(await indexResults(stage)),
    ...(await billingResults(stage)),
    ...(await announcementResults(stage, removals)),
  ]
}

/** The index against the chain, fact by fact, and against a clean rebuild, row by row. */
async function indexResults({ stack, chain, pool }: Stage): Promise<ChaosResult[]> {
  const facts = await readFacts(chain, 0n)
  const apart = factsApart(facts, await indexedFacts(pool, VIEWS, 0n))
  const { chainId } = chain
  const { database, anvil, env } = stack.world
  const { DEPLOYMENTS_DIR: deployments = '' } = env('worker')
  const live = await pool.query<{ build: string }>(
    `select build from ${VIEWS}._florin_flip where superseded_at is null`,
  )
  const rebuild = await startTestIndexer(database, {
    deployments,
    chains: [{ chainId, rpcUrl: anvil.rpcUrl }],
    build: 'rebuild',
  })
  try {
    const { build } = await rebuild.untilReady()
    const differences = await compareBuilds(pool, live.rows[0]?.build ?? '', build)
    return [
      told('facts', facts.length, 'facts'),
      none('index.wrongRows', apart, 'rows'),
      told('tables', differences.length, 'tables'),
      none(
        'rebuild.wrongRows',
        differences.reduce((sum, { rows }) => sum + rows, 0),
        'rows',
      ),
    ]
  } finally {
    await rebuild.stop()
  }
}

/** Ledger, payments and invoices against the contract. */
async function billingResults(stage: Stage): Promise<ChaosResult[]> {
  const { pool, chain, failures, worker } = stage
  const alarms = worker
    .output()
    .split('\n')
    .filter((line) => line.includes('"alarm":"posting"'))
  const books = await compareBooks(stage)
  const entered = enteredPayments(await readFacts(chain, 0n))
  return [
    told('accounts', books.accounts, 'accounts'),
    none('ledger.accountsApart', books.accountsApart, 'accounts'),
    told('payments', books.payments, 'payments'),
    none('ledger.paymentsApart', books.paymentsApart, 'payments'),
    none('ledger.unbalanced', books.unbalanced, 'transactions'),
    none('payments.apart', await paymentsApart(pool, chain, entered), 'payments'),
    none('invoices.apart', await invoicesApart(pool), 'invoices'),
    noneOf('api.failures', failures, 'answers'),
    noneOf('posting.alarms', alarms, 'lines'),
  ]
}

function enteredPayments(facts: readonly { kind: string; paymentId: Hex | null }[]): Set<Hex> {
  const intakes = facts.filter(({ kind }) => kind === 'authorized' || kind === 'charged')
  return new Set(intakes.flatMap(({ paymentId }) => (paymentId ? [paymentId] : [])))
}

/** What merchants were told, against what happened. */
async function announcementResults(
  { pool, chain, desks }: Stage,
  removals: ReadonlyMap<Hex, number>,
): Promise<ChaosResult[]> {
  const facts = await readFacts(chain, 0n)
  const byFact = await factStories(pool, new Set(facts.map(({ identity }) => identity)))
  const byPayment = await paymentStories(pool, enteredPayments(facts))
  const reversals = await readReversals(pool)
  return [
    told('reversals', byFact.reversals + byPayment.reversals, 'events'),
    noneOf('reversals.missing', [...byFact.missing, ...byPayment.missing], 'stories'),
    noneOf('reversals.twice', [...byFact.twice, ...byPayment.twice], 'stories'),
    noneOf('reversals.perInclusion', inclusionsApart(reversals), 'facts'),
    noneOf('reversals.unfounded', unfounded(reversals, removals), 'facts'),
    none('events.gaps', await gapsInSeries(pool), 'numbers'),
    none('webhooks.apart', await webhooksApart(pool, desks), 'events'),
  ]
}
