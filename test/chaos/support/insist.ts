import { setTimeout as delay } from 'node:timers/promises'

type Answer<T> = { data?: T; error?: unknown; response: Response }

const PAUSE_MS = 50

/** Repeats a call for as long as nobody knows whether it was done. */
export async function insist<T>(call: () => Promise<Answer<T>>): Promise<T> {
  for (;;) {
    const answer = await call().catch(() => undefined)
    if (answer?.data !== undefined) return answer.data
    const isRefused = answer && answer.response.status < 500 && answer.response.status !== 409
    if (isRefused) throw new Error(`${answer.response.url} was refused: ${JSON.stringify(answer.error)}`)
    await delay(PAUSE_MS)
  }
}
