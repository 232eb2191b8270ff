import { setTimeout as delay } from 'node:timers/promises'
import type { Ctx } from '../../../../api/src/context.ts'
import { postChain } from '../../../../api/src/services/posting/postChain.ts'
import { watchRelays } from '../../../../api/src/services/relays/watchRelays.ts'
import type { FakeViews } from '../../support/fakeViews.ts'
import type { World } from '../../support/world.ts'

/** Does what the worker does each second, until it is stopped; posting too, where there are views that it needs. */
export function startWorker(
  world: World,
  views?: FakeViews,
  ctx: Ctx = world.ctx,
): { stop(): Promise<void> } {
  const stopping = new AbortController()
  const run = async () => {
    while (!stopping.signal.aborted) {
      await watchRelays(ctx)
      if (views) await views.sync().then(() => postChain(ctx, world.chain))
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
