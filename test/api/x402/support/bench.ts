import type { HTTPFacilitatorClient } from '@x402/core/server'
import { recoverSender } from '../../../../api/src/services/relays/recoverSender.ts'
import { addMerchant, type TestMerchant } from '../../support/merchants.ts'
import { serveApi, type TestServer } from '../../support/server.ts'
import { openWorld, type World, type WorldOptions } from '../../support/world.ts'
import { facilitatorOf } from './shop.ts'
import { startWorker } from './worker.ts'

/** A world with our server and worker, a merchant, and x402's client of our facilitator. */
export interface Bench {
  world: World
  server: TestServer
  merchant: TestMerchant
  facilitator: HTTPFacilitatorClient
  close(): Promise<void>
}

export async function openBench(options: WorldOptions = {}): Promise<Bench> {
  const world = await openWorld(options)
  const server = await serveApi(world)
  await recoverSender(world.ctx)
  const worker = startWorker(world)
  const merchant = await addMerchant(world)
  return {
    world,
    server,
    merchant,
    facilitator: facilitatorOf(server, merchant.key),
    close: async () => {
      await worker.stop()
      await server.close()
      await world.close()
    },
  }
}
