import { createPublicClient, defineChain, type PublicClient } from 'viem'
import type { ChainInfo } from '../domain/chain.ts'
import { type Clock, systemClock } from '../domain/clock.ts'
import { checkedTransport } from './checkedTransport.ts'
import { endpoints } from './endpoints.ts'

/** A client per chain id. */
export type ChainClients = Map<number, PublicClient>

/** Opens no connection: a chain that is down is noticed at the first question. */
export function connectChains(
  chains: ReadonlyMap<number, ChainInfo>,
  rpcUrls: ReadonlyMap<number, { own: string[] }>,
  clock: Clock = systemClock,
): ChainClients {
  const clients: ChainClients = new Map()
  for (const chain of chains.values()) {
    const urls = rpcUrls.get(chain.chainId)?.own ?? []
    const transports = urls.map((url) => checkedTransport(url, chain.chainId, clock))
    clients.set(
      chain.chainId,
      createPublicClient({
        chain: defineChain({
          id: chain.chainId,
          name: chain.name,
          nativeCurrency: { name: 'Ether', symbol: 'ETH', decimals: 18 },
          rpcUrls: { default: { http: urls } },
        }),
        transport: endpoints(transports, clock),
        // A cached head would be older than the blocks that the indexer already shows.
        cacheTime: 0,
      }),
    )
  }
  return clients
}
