import { setTimeout as delay } from 'node:timers/promises'
import type pg from 'pg'

export interface Bell {
  ring: () => void
  /** Waits until it rings, time is up or the signal fires. A ring while nobody waited counts for the next wait. */
  wait: (milliseconds: number, signal: AbortSignal) => Promise<void>
}

export function makeBell(): Bell {
  let rung = false
  let wake: (() => void) | undefined
  return {
    ring: () => {
      rung = true
      wake?.()
    },
    wait: async (milliseconds, signal) => {
      if (!rung && !signal.aborted) {
        await new Promise<void>((resolve) => {
          const timer = setTimeout(resolve, milliseconds)
          wake = () => {
            clearTimeout(timer)
            resolve()
          }
          signal.addEventListener('abort', wake, { once: true })
        })
      }
      if (wake) signal.removeEventListener('abort', wake)
      wake = undefined
      rung = false
    },
  }
}

const RETRY_MS = 2_000

/** Listens on a channel until the signal fires, and connects again where the connection was lost. */
export async function listen(
  pool: pg.Pool,
  channel: string,
  ring: () => void,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    try {
      await listenOnce(pool, channel, ring, signal)
    } catch {
      // A missed message costs nothing but the wait for the next poll.
      await delay(RETRY_MS, undefined, { signal }).catch(() => undefined)
    }
  }
}

async function listenOnce(
  pool: pg.Pool,
  channel: string,
  ring: () => void,
  signal: AbortSignal,
): Promise<void> {
  const client = await pool.connect()
  try {
    const lost = new Promise<never>((_resolve, reject) => client.once('error', reject))
    const stopped = new Promise<void>((resolve) =>
      signal.addEventListener('abort', () => resolve(), { once: true }),
    )
    client.on('notification', ring)
    await client.query(`LISTEN ${client.escapeIdentifier(channel)}`)
    if (!signal.aborted) await Promise.race([lost, stopped])
  } finally {
    // A connection that listens must not go back to the pool.
    client.release(true)
  }
}
