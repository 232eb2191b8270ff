import type { Hex } from 'viem'
import { startTestIndexer } from '../indexer/support/indexer.ts'
import { type Random, seededRandom } from '../support/random.ts'
import { waitFor } from '../support/waitFor.ts'
import { factStories, paymentStories } from './support/billing/announcements.ts'
import { compareBooks, invoicesApart, paymentsApart } from './support/billing/books.ts'
import { actsWithRelays } from './support/billing/relays.ts'
import { inclusionsApart, readReversals, unfounded } from './support/billing/reversals.ts'
import { settle } from './support/billing/settle.ts'
import { openStage, type Stage } from './support/billing/stage.ts'
import { gapsInSeries, webhooksApart } from './support/billing/webhooks.ts'
import { readFacts } from './support/facts.ts'
import { play } from './support/load/act.ts'
import type { Progress } from './support/progress.ts'
import { DEEPEST, type Reorg, reorganise } from './support/reorganise.ts'
import { type ChaosResult, durations, exactly, none, noneOf, told } from './support/result.ts'
import { compareBuilds } from './support/tables.ts'
import { factsApart, indexedFacts, isLevel } from './support/views.ts'

const VIEWS = 'onchain_main'
/** Blocks before the first reorg, so that none takes the beginning away. */
const BEFORE = 40
/** Blocks of load between two reorgs, at most. */
const MOST_BLOCKS = 8
/** How far back a comparison looks while the storm is on. */
const WINDOW = 64n
/** Twice what the indexer takes to give up on a block that its node has forgotten. */
const LEVEL_TIMEOUT_MS = 130_000

export type ReorgOptions = {
  seed: number
  reorgs: number
  /** Whether the indexer's node forgets removed blocks. */
  isForgetful: boolean
  progress: Progress
}

/**
 * Random reorgs under load: payers pay invoices, merchants capture, refund and withdraw, subscriptions are charged, and the
 * transactions that each reorg removes are mined again elsewhere. At the end everything must agree with the chain.
 */
export async function chaosReorg(options: ReorgOptions): Promise<ChaosResult[]> {
  const { seed, reorgs, isForgetful, progress } = options
  const random = seededRandom(seed)
  const stage = await openStage({ random, isForgetful })
  try {
    const storm = await runStorm(stage, { random, reorgs, progress })
    const late = await settle(stage)
    return [
      ...stormResults(storm, reorgs),
      noneOf('unsettled', late, 'waits'),
      ...(await indexResults(stage)),
      ...(await billingResults(stage)),
      ...(await announcementResults(stage, storm)),
    ]
  } finally {
    await stage.close()
  }
}

type Storm = { reorgs: Reorg[]; removals: Map<Hex, number>; levelMs: number[]; seconds: number }

async function runStorm(
  stage: Stage,
  { random, reorgs, progress }: Pick<ReorgOptions, 'reorgs' | 'progress'> & { random: Random },
): Promise<Storm> {
  const { chain, scene, desks } = stage
  const acts = actsWithRelays(desks)
  const storm: Storm = { reorgs: [], removals: new Map(), levelMs: [], seconds: 0 }
  const since = performance.now()
  await chain.client.setAutomine(false)
  await chain.mine(BEFORE)
  progress.begin('reorgs', reorgs)
  while (storm.reorgs.length < reorgs) {
    await play(scene, { blocks: 1 + random.integer(MOST_BLOCKS), acts })
    // A third comes while the indexer still follows what was before, and a third before anything is booked.
    const pace = random.integer(3)
    if (pace === 1) storm.levelMs.push(await untilIndexed(stage))
    if (pace === 2) await untilBooked(stage)
    const reorg = await reorganise(scene, 1 + random.integer(DEEPEST))
    storm.reorgs.push(reorg)
    for (const fact of reorg.removed) storm.removals.set(fact, (storm.removals.get(fact) ?? 0) + 1)
    progress.step()
  }
  progress.end()
  storm.seconds = Math.round((performance.now() - since) / 1_000)
  return storm
}

/** How long it took until the views showed exactly the newest facts of the chain. */
async function untilIndexed({ chain, pool }: Stage): Promise<number> {
  const since = performance.now()
  const fromBlock = (await chain.client.getBlockNumber()) - WINDOW
  await waitFor(() => isLevel(chain, { pool, schema: VIEWS, fromBlock }), {
    describe: 'the index to be level with the chain',
    timeoutMs: LEVEL_TIMEOUT_MS,
  })
  return performance.now() - since
}

/** Until posting has recorded the newest facts, and taken back what is gone. */
async function untilBooked({ chain, pool }: Stage): Promise<void> {
  const fromBlock = (await chain.client.getBlockNumber()) - WINDOW
  const isBooked = async () => {
    const { rows } = await pool.query<{ identity: Hex; block_hash: Hex }>(
      `select identity, block_hash from florin.chain_fact where status <> 'reverted' and block_number >= $1`,
      [fromBlock.toString()],
    )
    return factsApart(await readFacts(chain, fromBlock), rows) === 0
  }
  await waitFor(isBooked, { describe: 'the books to be level with the chain', timeoutMs: LEVEL_TIMEOUT_MS })
}

function stormResults({ reorgs, levelMs, seconds }: Storm, wanted: number): ChaosResult[] {
  const sum = (of: (reorg: Reorg) => number) => reorgs.reduce((total, reorg) => total + of(reorg), 0)
  return [
    exactly('reorgs', reorgs.length, 'reorgs', wanted),
    told('reorgs.deepest', Math.max(...reorgs.map(({ depth }) => depth)), 'blocks'),
    told(
      'transactions.removed',
      sum(({ transactions }) => transactions.removed),
      'times',
    ),
    told(
      'transactions.minedAgain',
      sum(({ transactions }) => transactions.again),
      'times',
    ),
    told(
      'transactions.dropped',
      sum(({ transactions }) => transactions.dropped),
      'transactions',
    ),
    told(
      'facts.removed',
      sum(({ removed }) => removed.length),
      'times',
    ),
    ...durations('index.level', levelMs),
    told('storm', seconds, 's'),
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
  const { pool, chain, failures } = stage
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
  ]
}

function enteredPayments(facts: readonly { kind: string; paymentId: Hex | null }[]): Set<Hex> {
  const intakes = facts.filter(({ kind }) => kind === 'authorized' || kind === 'charged')
  return new Set(intakes.flatMap(({ paymentId }) => (paymentId ? [paymentId] : [])))
}

/** What merchants were told, against what happened. */
async function announcementResults(
  { pool, chain, desks }: Stage,
  { removals }: Storm,
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
