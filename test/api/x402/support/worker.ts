import { setTimeout as delay } from 'node:timers/promises'
import { watchRelays } from '../../../../api/src/services/relays/watchRelays.ts'
import type { World } from '../../support/world.ts'

/** Does what the worker does each second, until it is stopped. */
export function startWorker(world: World): { stop(): Promise<void> } {
  const stopping = new AbortController()
  const run = async () => {
    while (!stopping.signal.aborted) {
      await watchRelays(world.ctx)
      await delay(50)
    }
  }
  const running = run()
  return {
    stop: async () => {
      stopping.abort()
      await running
    },
  }
}
