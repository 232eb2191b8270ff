import { setTimeout as delay } from 'node:timers/promises'
import { styleText } from 'node:util'
import { StoppedError } from './supervisor.ts'

const SETTLE_TIMEOUT_MS = 15_000

export type Progress = {
  /** Runs one step and tells its outcome and duration on stderr. */
  step<T>(name: string, run: () => Promise<T>): Promise<T>
  note(text: string): void
  /** Waits for the steps that are under way when others have failed, but not for ever. */
  settled(): Promise<void>
}

const seconds = (since: number) => `${((performance.now() - since) / 1000).toFixed(1)} s`

/** Steps may run side by side, so each writes whole lines only. */
export function createProgress(): Progress {
  const paint = (style: 'green' | 'red' | 'dim' | 'yellow', text: string) =>
    styleText(style, text, { stream: process.stderr })
  const line = (text: string) => process.stderr.write(`${text}\n`)
  const underWay = new Set<Promise<unknown>>()

  async function told<T>(name: string, run: () => Promise<T>): Promise<T> {
    const since = performance.now()
    line(`${paint('dim', '…')} ${name}`)
    try {
      const value = await run()
      line(`${paint('green', '✓')} ${name} ${paint('dim', seconds(since))}`)
      return value
    } catch (error) {
      if (!(error instanceof StoppedError))
        line(`${paint('red', '✗')} ${name} ${paint('dim', seconds(since))}`)
      throw error
    }
  }

  return {
    async step(name, run) {
      const work = told(name, run)
      underWay.add(work)
      try {
        return await work
      } finally {
        underWay.delete(work)
      }
    },
    async settled() {
      const timeout = delay(SETTLE_TIMEOUT_MS, undefined, { ref: false })
      await Promise.race([Promise.allSettled(underWay), timeout])
    },
    note: (text) => line(`${paint('yellow', '!')} ${text}`),
  }
}
