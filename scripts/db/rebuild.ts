import { setTimeout } from 'node:timers/promises'
import type { Pool } from 'pg'
import { askForRebuild } from '../../indexer/builds/registry.ts'
import { type BuildReport, reportBuilds } from './builds.ts'

const POLL_MS = 300

export type Step = { done: number; what: string }
export type Rebuilt = { build: string; replaced: string; seconds: number }

/**
 * Asks the indexer of a group to make its tables anew, and waits until readers see them and the old ones are gone. One
 * that was asked for and is not finished is waited for, not asked for again.
 */
export async function rebuild(pool: Pool, viewsSchema: string, tell: (step: Step) => void): Promise<Rebuilt> {
  const since = performance.now()
  const builds = await reportBuilds(pool, viewsSchema)
  const live = builds.find(({ state }) => state === 'live')
  if (live === undefined) throw new Error('There is nothing to rebuild: readers see no build yet.')
  const asked = await askForRebuild(pool, viewsSchema, live.code)

  for (;;) {
    const now = await reportBuilds(pool, viewsSchema)
    const built = now.find(({ build }) => build === asked.build)
    if (built?.why) throw new Error(`Rebuild ${asked.build} failed: ${built.why}`)
    if (built?.state === 'live' && isGone(now, live.build))
      return { build: asked.build, replaced: live.build, seconds: (performance.now() - since) / 1_000 }
    if (built?.state === 'replaced' || built?.state === 'gone')
      throw new Error(`Rebuild ${asked.build} was itself replaced, by another indexer.`)
    tell(progressOf(built, now))
    await setTimeout(POLL_MS)
  }
}

function isGone(builds: readonly BuildReport[], build: string): boolean {
  return builds.find((known) => known.build === build)?.state === 'gone'
}

/** How much of the way the slowest chain has come, in hundredths. */
function progressOf(built: BuildReport | undefined, all: readonly BuildReport[]): Step {
  if (built?.state === 'live') return { done: 100, what: 'readers see it; dropping the old tables' }
  if (built === undefined || built.chains.length === 0) {
    const isAnyWritten = all.some(({ isWritten }) => isWritten)
    return {
      done: 0,
      what: isAnyWritten ? 'the indexer starts it' : 'waiting: no indexer of this group runs',
    }
  }
  const shares = built.chains.map(({ block, behindLive }) =>
    Number((block * 100n) / (block + behindLive || 1n)),
  )
  return { done: Math.min(...shares), what: built.state === 'level' ? 'about to take the views' : 'indexing' }
}
