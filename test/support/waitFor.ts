import { setTimeout as delay } from 'node:timers/promises'

export type WaitOptions = {
  /** Said when the time is over: what was waited for, as a noun phrase or a clause. */
  describe: string
  timeoutMs?: number
  intervalMs?: number
}

type Falsy = undefined | null | false

/**
 * Asks again and again until the condition gives something, and answers with it. An error thrown by the
 * condition counts as "not yet"; the last one is told when the time is over.
 */
export async function waitFor<T>(
  condition: () => T | Promise<T>,
  { describe, timeoutMs = 60_000, intervalMs = 25 }: WaitOptions,
): Promise<Exclude<T, Falsy>> {
  const deadline = Date.now() + timeoutMs
  let lastError: unknown
  for (;;) {
    try {
      const value = await condition()
      if (isPresent(value)) return value
      lastError = undefined
    } catch (error) {
      lastError = error
    }
    if (Date.now() >= deadline) {
      throw new Error(`Waited ${timeoutMs / 1000} s in vain for ${describe}.`, { cause: lastError })
    }
    await delay(intervalMs)
  }
}

function isPresent<T>(value: T): value is Exclude<T, Falsy> {
  return value !== undefined && value !== null && value !== false
}
