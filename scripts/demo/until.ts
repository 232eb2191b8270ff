import { setTimeout as delay } from 'node:timers/promises'

const POLL_MS = 100
const TIMEOUT_MS = 60_000

/** Asks again and again until the answer is there; says what it waited for if it never comes. */
export async function until<T>(what: string, ask: () => Promise<T | undefined> | T | undefined): Promise<T> {
  const end = performance.now() + TIMEOUT_MS
  while (performance.now() < end) {
    const answer = await ask()
    if (answer !== undefined) return answer
    await delay(POLL_MS)
  }
  throw new Error(`${what} did not happen within ${TIMEOUT_MS / 1000} s.`)
}
