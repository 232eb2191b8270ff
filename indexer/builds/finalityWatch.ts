import type { Pool } from 'pg'
import { readProgress } from '../flip/progress.ts'
import type { ChainClient } from '../genesis.ts'
import type { Runs } from '../runs/runs.ts'
import { type DeepReorg, watchFinality } from './finality.ts'
import { askForRebuild, currentGeneration, markFailed } from './registry.ts'

const EVERY_MS = 2_000

type Watched = {
  pool: Pool
  clients: readonly ChainClient[]
  viewsSchema: string
  code: string
  runs: Runs
  log: (line: object) => void
}

/**
 * Once a final block of the current build is gone, its rows cannot be mended: it is given up and the next generation is
 * asked for. One answer of one node is not enough for that, so two in a row have to say so.
 */
export function openFinalityWatch(watched: Watched): () => Promise<void> {
  let next = 0
  let suspected: string | undefined

  return async () => {
    if (performance.now() < next) return
    next = performance.now() + EVERY_MS
    const { pool, clients, viewsSchema, code } = watched
    const build = (await currentGeneration(pool, viewsSchema, code))?.build
    if (build === undefined || (await readProgress(pool, build)) === undefined) return
    const reorg = await watchFinality(pool, { viewsSchema, build, clients })
    const suspicion = reorg && `${build} ${reorg.chainId} ${reorg.found}`
    if (reorg !== undefined && suspicion === suspected) await startAnew(watched, build, reorg)
    suspected = suspicion
  }
}

async function startAnew({ pool, viewsSchema, code, runs, log }: Watched, build: string, reorg: DeepReorg) {
  const why = `block ${reorg.block} of chain ${reorg.chainId} was final as ${reorg.hash} and is now ${reorg.found}`
  await markFailed(pool, viewsSchema, build, why)
  const { build: next } = await askForRebuild(pool, viewsSchema, code)
  log({ level: 'error', msg: 'A final block is gone: the index is made anew', build, next, why })
  await runs.stop(build)
}
