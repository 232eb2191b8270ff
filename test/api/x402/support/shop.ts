import { once } from 'node:events'
import { createServer } from 'node:http'
import { HTTPFacilitatorClient } from '@x402/core/server'
import { ExactEvmScheme as ExactClient } from '@x402/evm/exact/client'
import { ExactEvmScheme as ExactServer } from '@x402/evm/exact/server'
import { paymentMiddleware, x402ResourceServer } from '@x402/express'
import { wrapFetchWithPayment, x402Client } from '@x402/fetch'
import express from 'express'
import type { LocalAccount } from 'viem'
import type { TestServer } from '../../support/server.ts'
import type { World } from '../../support/world.ts'

export const PRICE = 10_000n

export interface Shop {
  /** The paid route. */
  url: string
  /** How often it was served. */
  served(): number
  close(): Promise<void>
}

export interface ShopOptions {
  payTo: `0x${string}`
  /** The API key of whoever the shop says that it is. */
  key?: string
  amount?: bigint
  asset?: `0x${string}`
  method?: 'eip3009' | 'permit2'
}

/** x402's own client of a facilitator, as a shop configures it. */
export function facilitatorOf(
  server: Pick<TestServer, 'url'>,
  key: string | undefined,
): HTTPFacilitatorClient {
  const headers: Record<string, string> = key === undefined ? {} : { Authorization: `Bearer ${key}` }
  return new HTTPFacilitatorClient({
    url: `${server.url}/x402`,
    createAuthHeaders: async () => ({ verify: headers, settle: headers, supported: headers }),
  })
}

/** A merchant's server whose route is paid for through the published middleware, unchanged. */
export async function openShop(world: World, server: TestServer, options: ShopOptions): Promise<Shop> {
  const network = `eip155:${world.chain.chainId}` as const
  const resources = new x402ResourceServer(facilitatorOf(server, options.key)).register(
    network,
    new ExactServer(),
  )
  const { payTo, asset = world.token.address, amount = PRICE, method = 'eip3009' } = options
  const extra = { ...world.token.eip712, assetTransferMethod: method }
  const accepts = {
    scheme: 'exact',
    network,
    payTo,
    price: { asset, amount: amount.toString(), extra },
    maxTimeoutSeconds: 120,
  }
  let served = 0
  const app = express()
  app.use(paymentMiddleware({ 'GET /forecast': { accepts, description: 'Tomorrow’s weather' } }, resources))
  app.get('/forecast', (_request, response) => {
    served += 1
    response.json({ weather: 'sunny' })
  })
  const listener = createServer(app)
  listener.listen(0, '127.0.0.1')
  await once(listener, 'listening')
  const address = listener.address()
  if (typeof address !== 'object' || address === null) throw new Error('the shop has no port')
  return {
    url: `http://127.0.0.1:${address.port}/forecast`,
    served: () => served,
    close: async () => {
      listener.closeAllConnections()
      await new Promise((resolve) => listener.close(resolve))
    },
  }
}

/** The published client with a wallet, unchanged. */
export function walletFetch(world: World, account: LocalAccount): typeof fetch {
  const network = `eip155:${world.chain.chainId}` as const
  const client = new x402Client()
    // The client pays in well-known tokens alone unless it is told of others.
    .setSpendControls({ allowedAssets: [{ network, asset: world.token.address }] })
    .register(network, new ExactClient(account))
  return wrapFetchWithPayment(fetch, client)
}
