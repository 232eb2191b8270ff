import { setTimeout } from 'node:timers/promises'
import type { Pool } from 'pg'
import { readProgress } from '../flip/progress.ts'
import type { ChainClient } from '../genesis.ts'
import { reasonOf } from '../reason.ts'
import { openProof, type Untruth } from './finality.ts'
import { currentGeneration } from './registry.ts'

const EVERY_MS = 2_000

type Watched = {
  pool: Pool
  clients: readonly ChainClient[]
  viewsSchema: string
  code: string
  log: (line: object) => void
}

export type Found = { build: string; untruth: Untruth }
export type FinalityWatch = {
  /** What was found out since it was asked last. */
  take(): Found | undefined
  ended: Promise<void>
}

/**
 * Looks again and again whether the current build says of final blocks what the chain says. One answer is not enough, so two in a
 * row have to say the same.
 */
export function watchFinality(watched: Watched, signal: AbortSignal): FinalityWatch {
  let found: Found | undefined
  let suspected: string | undefined
  let proofs: { build: string; looks: ReturnType<typeof openProof>[] } | undefined

  async function look() {
    const { pool, clients, viewsSchema, code } = watched
    const build = (await currentGeneration(pool, viewsSchema, code))?.build
    if (build === undefined || (await readProgress(pool, build)) === undefined) return
    if (proofs?.build !== build)
      proofs = { build, looks: clients.map((chain) => openProof(pool, { viewsSchema, build, chain })) }
    for (const prove of proofs.looks) {
      const untruth = await prove()
      if (untruth === undefined) continue
      const isSaidAgain = `${build} ${untruth.why}` === suspected
      suspected = isSaidAgain ? undefined : `${build} ${untruth.why}`
      if (isSaidAgain) found = { build, untruth }
      return
    }
    suspected = undefined
  }

  async function keepLooking() {
    let told = ''
    while (!signal.aborted) {
      const trouble = await look().then(() => '', reasonOf)
      if (trouble !== '' && trouble !== told)
        watched.log({ level: 'warn', msg: 'Could not prove final blocks', detail: trouble })
      told = trouble
      await setTimeout(EVERY_MS, undefined, { signal }).catch(() => {})
    }
  }

  function take() {
    const taken = found
    found = undefined
    return taken
  }

  return { take, ended: keepLooking() }
}
