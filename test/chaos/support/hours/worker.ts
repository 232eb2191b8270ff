import type { Ctx } from '../../../../api/src/context.ts'
import type { Clock } from '../../../../api/src/domain/clock.ts'
import { recoverSender } from '../../../../api/src/services/relays/recoverSender.ts'
import { watchRelays } from '../../../../api/src/services/relays/watchRelays.ts'
import type { World } from '../../../api/support/world.ts'
import type { Random } from '../../../support/random.ts'
import type { Ether } from './ether.ts'

export type Worker = Awaited<ReturnType<typeof openWorker>>

const MOST_ROUNDS_DEAD = 4

/** A worker in this process, which dies at named moments, and whose heir settles what it left. */
export async function openWorker(
  world: World,
  ether: Ether,
  { clock, random, deathsPerMille }: { clock: Clock; random: Random; deathsPerMille: number },
) {
  let deaths = 0
  let roundsDead = 0
  let perMille = deathsPerMille
  const ctx: Ctx = world.openCtx({
    clock,
    replace: {
      clients: new Map([[world.chain.chainId, ether.openClient()]]),
      crashPoint: (at) => {
        if (random.integer(1_000) >= perMille) return
        deaths += 1
        roundsDead = 1 + random.integer(MOST_ROUNDS_DEAD)
        throw new Error(`the worker died ${at}`)
      },
    },
  })
  const connect = ctx.pool.connect.bind(ctx.pool)
  // The dead change nothing any more, and let go of nothing that they held.
  ctx.pool.connect = async () => {
    if (roundsDead > 0) throw new Error('the worker is dead')
    return connect()
  }
  await recoverSender(ctx)
  return {
    ctx,
    deaths: () => deaths,
    heal: () => {
      perMille = 0
    },
    /** One look at everything under way; the first one of a new life is as at its start. */
    round: async (): Promise<void> => {
      if (roundsDead === 0) return watchRelays(ctx)
      roundsDead -= 1
      if (roundsDead === 0) await recoverSender(ctx).catch(() => undefined)
    },
  }
}
