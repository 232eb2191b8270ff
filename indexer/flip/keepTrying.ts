import { setTimeout } from 'node:timers/promises'
import type { Pool } from 'pg'
import { type Flip, tryFlip } from './flip.ts'

const RETRY_MS = 250

/** Tries until the outcome is final, or until the signal says to stop; reports each new state and reason once. */
export async function keepTryingToFlip(
  pool: Pool,
  { viewsSchema, schema }: { viewsSchema: string; schema: string },
  { signal, report }: { signal: AbortSignal; report: (flip: Flip) => void },
) {
  let reported = ''
  while (!signal.aborted) {
    const flip = await tryFlip(pool, viewsSchema, schema)
    const news = JSON.stringify(flip)
    if (news !== reported) report(flip)
    reported = news
    if (flip.state !== 'waiting') return
    await setTimeout(RETRY_MS, undefined, { signal }).catch(() => {})
  }
}
