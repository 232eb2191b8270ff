import { type FlorinClient, florin } from '@florin/sdk/client.ts'
import type { Part } from '../../../scripts/local/part.ts'
import { addMerchant, type TestMerchant } from '../../api/support/merchants.ts'
import { openWorld, type World, type WorldOptions } from '../../api/support/world.ts'
import { startTestPart } from '../../support/part.ts'
import { waitFor } from '../../support/waitFor.ts'

export interface Stack {
  world: World
  merchant: TestMerchant
  /** The SDK with the merchant's key. */
  api: FlorinClient
  apiUrl: string
  indexer: Part
  /** Starts the worker; more than one may run. */
  startWorker(env?: Record<string, string>): Promise<Part>
  close(): Promise<void>
}

export type StackOptions = WorldOptions & {
  /** What the indexer asks instead of the node. */
  standIn?: (rpcUrl: string) => Promise<string>
}

/** Every part as its own process: Postgres, anvil, the indexer, the API and, where asked for, workers. */
export async function openStack(options: StackOptions = {}): Promise<Stack> {
  const world = await openWorld(options)
  const parts: Part[] = []
  const close = async () => {
    for (const part of parts.splice(0).reverse()) await part.stop()
    await world.close()
  }
  try {
    const start = async (name: string, file: string, env: Record<string, string>) => {
      const part = await startTestPart({ name, file, env, ready: 'line' })
      parts.push(part)
      return part
    }
    const { DATABASE_URL: _, ...shared } = world.env('worker')
    const { chainId, rpcUrl } = world.anvil
    const indexer = await start('indexer', 'indexer/main.ts', {
      ...shared,
      DATABASE_URL: world.database.urls.indexer,
      [`RPC_URL_${chainId}`]: (await options.standIn?.(rpcUrl)) ?? rpcUrl,
    })
    const api = await start('api', 'api/src/main.ts', world.env('api'))
    await waitFor(async () => (await fetch(`${indexer.url}/ready`)).ok, {
      describe: 'the indexer is ready',
      timeoutMs: 60_000,
    })
    const merchant = await addMerchant(world)
    return {
      world,
      merchant,
      api: florin({ apiUrl: api.url, apiKey: merchant.key }),
      apiUrl: api.url,
      indexer,
      startWorker: (env = {}) => start('worker', 'api/src/worker.ts', { ...world.env('worker'), ...env }),
      close,
    }
  } catch (error) {
    await close()
    throw error
  }
}
