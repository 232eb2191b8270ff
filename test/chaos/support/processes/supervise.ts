import { setTimeout as delay } from 'node:timers/promises'
import type { Part } from '../../../../scripts/local/part.ts'

/** A process that is started again whenever it ends, as a supervisor does. */
export type Supervised = {
  /** How often it ended although nobody stopped it. */
  ends(): number
  output(): string
  stop(): Promise<void>
}

const PAUSE_MS = 200

export async function supervise(start: () => Promise<Part>): Promise<Supervised> {
  let part = await start()
  let ends = 0
  let isStopping = false
  let earlier = ''

  async function watch(): Promise<void> {
    for (;;) {
      await part.exited
      earlier += part.output()
      if (isStopping) return
      ends += 1
      part = await startAtLast()
    }
  }

  /** What it needs may not be there yet. */
  async function startAtLast(): Promise<Part> {
    for (;;) {
      try {
        return await start()
      } catch (error) {
        if (isStopping) throw error
        await delay(PAUSE_MS)
      }
    }
  }

  const watching = watch()
  return {
    ends: () => ends,
    output: () => earlier + (part.hasExited() ? '' : part.output()),
    stop: async () => {
      isStopping = true
      await part.stop()
      await watching.catch(() => undefined)
    },
  }
}
