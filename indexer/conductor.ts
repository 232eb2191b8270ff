import { setTimeout } from 'node:timers/promises'
import type { Pool } from 'pg'
import { type FinalityWatch, watchFinality } from './builds/finalityWatch.ts'
import { clearAway } from './builds/prune.ts'
import { currentGeneration, markFailed, type Registered, registeredBuilds } from './builds/registry.ts'
import { startAnew } from './builds/startAnew.ts'
import type { Writers } from './builds/writers.ts'
import { type Flip, HELD_UP, tryFlip } from './flip/flip.ts'
import { liveBuild } from './flip/history.ts'
import type { ChainClient } from './genesis.ts'
import { reasonOf } from './reason.ts'
import type { PonderExit } from './runs/ponderProcess.ts'
import type { Runs } from './runs/runs.ts'

const TICK_MS = 250
const CALM_TICK_MS = 1_000

export type Parts = {
  pool: Pool
  clients: readonly ChainClient[]
  viewsSchema: string
  /** The code and the chains' genesis, whose generations this process makes. */
  code: string
  runs: Runs
  writers: Writers
  log: (line: object) => void
}

/** `fatal` is what only a person can mend. */
type Outcome = Flip | { state: 'fatal'; why: string }

/**
 * Keeps the current generation of this code indexed and flips the views to it, and keeps the generation that has the views
 * until then. Returns when told to stop, or why it cannot go on.
 */
export async function conduct(parts: Parts, signal: AbortSignal): Promise<{ failed: string | undefined }> {
  const ending = new AbortController()
  const watch = watchFinality(parts, AbortSignal.any([signal, ending.signal]))
  let reported = ''
  let failed: string | undefined
  while (!signal.aborted && failed === undefined) {
    const outcome = await conductOnce(parts, watch).catch(unreachable)
    if (outcome.state === 'fatal') failed = outcome.why
    const news = JSON.stringify(outcome)
    if (news !== reported) report(parts, outcome)
    reported = news
    await setTimeout(pauseAfter(outcome), undefined, { signal }).catch(() => {})
  }
  ending.abort()
  await watch.ended
  await Promise.all(parts.runs.running().map((build) => parts.runs.stop(build)))
  await parts.writers.release()
  return { failed }
}

async function conductOnce(parts: Parts, watch: FinalityWatch): Promise<Outcome> {
  const { pool, viewsSchema, code, runs } = parts
  const found = watch.take()
  if (found !== undefined && (await parts.writers.hold(found.build))) await startAnew(parts, found)
  const current = await currentGeneration(pool, viewsSchema, code)
  const live = await liveBuild(pool, viewsSchema)
  const own = (await registeredBuilds(pool, viewsSchema)).filter((build) => build.code === code)
  const liveOfOurs = own.find(({ build, failed }) => build === live && failed === null)
  if (current === undefined) return standBack(parts, own, live)

  const end = runs.endOf(current.build)
  if (end !== undefined) return giveUp(parts, current, end)
  if (!(await keep(parts, current.build)))
    return { state: 'waiting', why: `another indexer writes ${current.build}` }
  if (liveOfOurs !== undefined) await keep(parts, liveOfOurs.build)
  for (const build of runs.running())
    if (build !== current.build && build !== liveOfOurs?.build) await runs.stop(build)

  const flip = await tryFlip(pool, viewsSchema, current.build)
  if (flip.state === 'live') await clearAway(parts, own, current.build)
  return flip
}

async function keep({ runs, writers }: Parts, build: string): Promise<boolean> {
  const isOurs = await writers.hold(build)
  if (isOurs) runs.keep(build)
  else await runs.stop(build)
  return isOurs
}

/** Builds of other code have the views, or every build of this code has failed. */
async function standBack(
  { runs, code }: Parts,
  own: readonly Registered[],
  live: string | undefined,
): Promise<Outcome> {
  if (live === undefined || own.some(({ build }) => build === live))
    return {
      state: 'fatal',
      why: `every build of ${code} has failed; npm run db -- rebuild asks for another`,
    }
  for (const build of runs.running()) await runs.stop(build)
  return { state: 'superseded', by: live }
}

/** A rebuild that fails leaves the live build alone; without one there is nothing to go on with. */
async function giveUp(parts: Parts, { build }: Registered, { code, signal }: PonderExit): Promise<Outcome> {
  const { pool, viewsSchema, runs } = parts
  const why = `Ponder ended by itself with ${signal ?? code}; its last lines say why`
  const others = runs.running().filter((other) => other !== build && runs.endOf(other) === undefined)
  if (others.length === 0) return { state: 'fatal', why: `${build}: ${why}` }
  await markFailed(pool, viewsSchema, build, why)
  await runs.stop(build)
  return { state: 'waiting', why: `rebuild ${build} failed` }
}

/** The database or a node is away. Ponder tries again too. */
function unreachable(error: unknown): Outcome {
  return { state: 'waiting', why: reasonOf(error) }
}

function report({ log, code }: Parts, outcome: Outcome) {
  const level = { live: 'info', waiting: 'info', superseded: 'warn', fatal: 'error' } as const
  log({ level: level[outcome.state], msg: 'Views', code, ...outcome })
}

function pauseAfter(outcome: Outcome): number {
  return outcome.state === 'waiting' && outcome.why !== HELD_UP ? TICK_MS : CALM_TICK_MS
}
