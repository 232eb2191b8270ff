import { seededRandom } from '../support/random.ts'
import { waitFor } from '../support/waitFor.ts'
import { type Lane, openLane } from './support/crash/lane.ts'
import { type Crash, crashInBackfill, crashInReorg, crashLive, untilTables } from './support/crash/phases.ts'
import { missing, type Recovery, recover } from './support/crash/recovery.ts'
import { type CrashSite, openCrashSite } from './support/crash/site.ts'
import { readFacts } from './support/facts.ts'
import type { Progress } from './support/progress.ts'
import { type ChaosResult, durations, exactly, none, noneOf, told } from './support/result.ts'
import { compareBuilds } from './support/tables.ts'

/** Blocks of history: enough for a backfill of some seconds. */
const HISTORY = 400
const VICTIMS = ['ponder', 'indexer'] as const
const PHASES = ['backfill', 'live', 'reorg'] as const
const CLEAN_TIMEOUT_MS = 120_000

type Phase = (typeof PHASES)[number]

export type IndexerCrashOptions = {
  seed: number
  /** How often each phase comes; every indexer is killed once in each. */
  rounds: number
  progress: Progress
}

type Outcome = Recovery & { phase: Phase; victim: string; missingAtCrash: number; wrongRows: number }

/**
 * SIGKILL of Ponder alone and of whole indexers, at random moments while they index history, while they follow the chain, and
 * while they follow a reorg. Several indexers are killed at a time, since most of a recovery is waiting for a lock. Each
 * must then have the rows of the chain and of a clean rebuild.
 */
export async function chaosIndexerCrash(options: IndexerCrashOptions): Promise<ChaosResult[]> {
  const { seed, rounds, progress } = options
  const site = await openCrashSite(seededRandom(seed), HISTORY)
  const lanes = VICTIMS.map((victim, index) => openLane(site, `${victim}${index}`, victim))
  const clean = openLane(site, 'clean', 'indexer')
  try {
    const backfillMs = await measureBackfill(site, clean)
    const outcomes: Outcome[] = []
    progress.begin('crashes', rounds * PHASES.length * lanes.length)
    for (let round = 1; round <= rounds; round += 1)
      for (const phase of PHASES) {
        const crashes = await crash(phase, site, lanes, { build: `round${round}`, backfillMs })
        outcomes.push(
          ...(await recoverAll(site, { phase, crashes, clean, build: `clean${round}${phase}`, progress })),
        )
      }
    progress.end()
    return resultsOf(outcomes, { rounds, backfillMs, tables: await countTables(site, clean) })
  } finally {
    for (const lane of [...lanes, clean]) await lane.stop()
    await site.close()
  }
}

function crash(
  phase: Phase,
  site: CrashSite,
  lanes: readonly Lane[],
  start: { build: string; backfillMs: number },
): Promise<Crash[]> {
  if (phase === 'backfill') return crashInBackfill(site, lanes, start)
  return phase === 'live' ? crashLive(site, lanes) : crashInReorg(site, lanes)
}

/** How long a build takes from its first table to its last row, with nothing beside it. */
async function measureBackfill(site: CrashSite, clean: Lane): Promise<number> {
  await clean.start('measure')
  await untilTables(site, clean)
  const since = performance.now()
  await untilWhole(site, clean)
  return Math.round(performance.now() - since)
}

async function untilWhole({ pool, chain }: CrashSite, lane: Lane): Promise<void> {
  const facts = await readFacts(chain, 0n)
  const isWhole = async () => (await lane.isReady()) && (await missing(pool, lane.schema(), facts)) === 0
  await waitFor(isWhole, { describe: `a whole ${lane.name} build`, timeoutMs: CLEAN_TIMEOUT_MS })
}

type Recovering = {
  phase: Phase
  crashes: readonly Crash[]
  clean: Lane
  build: string
  progress: Progress
}

/** Everything comes back, beside a clean rebuild of the same chain; then the two are compared. */
async function recoverAll(
  site: CrashSite,
  { phase, crashes, clean, build, progress }: Recovering,
): Promise<Outcome[]> {
  const facts = await readFacts(site.chain, 0n)
  const recovering = crashes.map(async ({ lane, since }) => {
    const recovery = await recover(site.pool, lane, { facts, since })
    progress.step()
    return recovery
  })
  await clean.stop()
  await clean.start(build)
  await untilWhole(site, clean)
  const recoveries = await Promise.all(recovering)
  const outcomes: Outcome[] = []
  for (const [index, { lane, missing: missingAtCrash }] of crashes.entries()) {
    const recovery = recoveries[index]
    if (!recovery) throw new Error(`indexer ${lane.name} did not recover`)
    const differences = await compareBuilds(site.pool, lane.schema(), clean.schema())
    const wrongRows = differences.reduce((sum, { rows }) => sum + rows, 0)
    outcomes.push({ ...recovery, phase, victim: lane.victim, missingAtCrash, wrongRows })
  }
  return outcomes
}

async function countTables({ pool }: CrashSite, clean: Lane): Promise<number> {
  return (await compareBuilds(pool, clean.schema(), clean.schema())).length
}

function resultsOf(
  outcomes: readonly Outcome[],
  { rounds, backfillMs, tables }: { rounds: number; backfillMs: number; tables: number },
): ChaosResult[] {
  const early = outcomes.filter((outcome) => outcome.early.rows > 0)
  const nameOf = ({ phase, victim }: Outcome) => `${victim} in ${phase}`
  return [
    exactly('crashes', outcomes.length, 'crashes', rounds * PHASES.length * VICTIMS.length),
    told('backfill', backfillMs, 'ms'),
    ...PHASES.flatMap((phase) => phaseResults(phase, outcomes)),
    told('tables', tables, 'tables'),
    none(
      'rebuild.wrongRows',
      outcomes.reduce((sum, { wrongRows }) => sum + wrongRows, 0),
      'rows',
    ),
    noneOf(
      'ready.early',
      early.map(
        (one) => `${nameOf(one)}: ${one.early.rows} facts missing for ${Math.round(one.early.ms)} ms`,
      ),
      'recoveries',
    ),
    told('ready.early.most', Math.round(Math.max(0, ...early.map((one) => one.early.ms))), 'ms'),
  ]
}

function phaseResults(phase: Phase, outcomes: readonly Outcome[]): ChaosResult[] {
  const own = outcomes.filter((outcome) => outcome.phase === phase)
  const inTheMiddle = own.filter(({ missingAtCrash }) => missingAtCrash > 0).length
  return [
    // Of a live crash this would say how far behind the chain's head it was, which is nothing new.
    ...(phase === 'live' ? [] : [told(`${phase}.rowsMissingAtCrash`, inTheMiddle, 'crashes')]),
    ...durations(
      `${phase}.recovered`,
      own.map(({ recoveredMs }) => recoveredMs),
    ),
  ]
}
