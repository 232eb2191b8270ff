import { setTimeout as delay } from 'node:timers/promises'
import type { Part } from './part.ts'

const POLL_MS = 25
const REQUEST_TIMEOUT_MS = 2_000

function failure(part: Part, what: string): Error {
  return new Error(`${part.name} ${what}. The end of ${part.logFile}:\n${part.tail()}`)
}

async function untilReady<T>(part: Part, timeoutMs: number, probe: () => Promise<T | undefined>): Promise<T> {
  const deadline = Date.now() + timeoutMs
  for (;;) {
    const value = await probe()
    if (value !== undefined) return value
    if (part.isStopping()) throw failure(part, 'was stopped before it was ready')
    if (part.hasExited()) throw failure(part, 'ended before it was ready')
    if (Date.now() > deadline) throw failure(part, `was not ready after ${timeoutMs / 1000} s`)
    await delay(POLL_MS)
  }
}

/** Waits until the part has written something that the pattern matches; answers with its first group. */
export function readyByOutput(part: Part, pattern: RegExp, timeoutMs: number): Promise<string> {
  return untilReady(part, timeoutMs, async () => pattern.exec(part.output())?.[1])
}

/** Waits for the line `{"ready":true,"url":"…"}` that our own parts print; answers with the URL. */
export function readyByLine(part: Part, timeoutMs: number): Promise<string> {
  return readyByOutput(part, /^\{"ready":true,"url":"([^"]+)"/m, timeoutMs)
}

async function answersOk(url: string): Promise<boolean> {
  try {
    const response = await fetch(url, {
      // A kept connection would keep a part from ending that is asked to stop meanwhile.
      headers: { connection: 'close' },
      signal: AbortSignal.timeout(REQUEST_TIMEOUT_MS),
    })
    await response.arrayBuffer()
    return response.ok
  } catch {
    return false
  }
}

/** Waits until the URL answers with a success, as /ready of a part does. */
export async function readyByRequest(part: Part, url: string, timeoutMs: number): Promise<void> {
  await untilReady(part, timeoutMs, async () => ((await answersOk(url)) ? true : undefined))
}
