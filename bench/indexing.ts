import { catchUp } from './indexing/backlog.ts'
import { type Bench, withBench } from './indexing/bench.ts'
import { type Checksums, checksums, requireSame } from './indexing/checksums.ts'
import { type Backfill, type Started, startOurs, startPlain, untilBackfilled } from './indexing/ponderRun.ts'
import { coldRows, liveRows, rebuildRows } from './indexing/rows.ts'
import { viemLoop } from './indexing/viemLoop.ts'
import { type BenchResult, report } from './result.ts'

const USUAL_EVENTS = 50_000
/** Of a longer history only a cold backfill is measured. */
const MOST_EVENTS_OF_REBUILDS = 200_000
const ROUNDS = 5

/** Backfills of one history: cold, beside a loop of viem's; and from the cache, beside plain Ponder. Then a backlog, live. */
export function benchIndexing({
  events: wanted = USUAL_EVENTS,
}: {
  events?: number
}): Promise<BenchResult[]> {
  return withBench(wanted, async (bench) => {
    const { events, progress } = bench
    const history = report('history', events, 'events')
    const cold = await progress.step('Cold, ours', () => backfilled(bench, startOurs('cold', bench.env)))
    const viemSeconds = await progress.step('Cold, viem', () => viemLoop(bench.chain, bench.databaseUrl))
    const first = [history, ...coldRows(events, cold.backfill, viemSeconds)]
    if (wanted > MOST_EVENTS_OF_REBUILDS) return first

    const { ours, plain } = await rebuilt(bench, cold.sums)
    const backlog = await progress.step('A backlog, live', () => caughtUp(bench))
    return [...first, ...rebuildRows(events, ours, plain), ...liveRows(backlog)]
  })
}

/** Turn about, so that whatever else the machine does strikes both. */
async function rebuilt(bench: Bench, expected: Checksums) {
  const backfills = { ours: [] as Backfill[], plain: [] as Backfill[] }
  for (let round = 1; round <= ROUNDS; round += 1)
    for (const who of round % 2 === 1 ? (['plain', 'ours'] as const) : (['ours', 'plain'] as const)) {
      const name = `${who}${round}`
      const { backfill, sums } = await bench.progress.step(`Rebuild ${round} of ${ROUNDS}, ${who}`, () =>
        backfilled(bench, who === 'ours' ? startOurs(name, bench.env) : startPlain(name, bench.env)),
      )
      requireSame(name, sums, expected)
      backfills[who].push(backfill)
    }
  return backfills
}

/** Indexes all of history, and answers what that took and what came of it. */
async function backfilled(
  { db }: Bench,
  starting: Started | Promise<Started>,
): Promise<{ backfill: Backfill; sums: Checksums }> {
  const started = await starting
  try {
    return { backfill: await untilBackfilled(started), sums: await checksums(db, started.schema) }
  } finally {
    await started.part.stop()
    await db.query(`drop schema if exists "${started.schema}" cascade`)
  }
}

async function caughtUp(bench: Bench) {
  const started = await startOurs('live', bench.env)
  try {
    return await catchUp(bench, started)
  } finally {
    await started.part.stop()
  }
}
