import { createPublicClient, http, type PublicClient } from 'viem'

/** A client of one node; several URLs of the same chain stand in one variable, and the first will do here. */
export function rpcClient(rpcUrls: string): PublicClient {
  const [first = rpcUrls] = rpcUrls.split(',')
  return createPublicClient({ transport: http(first.trim()), cacheTime: 0 })
}

/** The first eight digits of the genesis hash tell two local chains of the same id apart. */
export async function genesisDigits(rpcUrls: string): Promise<string> {
  const { hash } = await rpcClient(rpcUrls).getBlock({ blockNumber: 0n })
  return hash.slice(2, 10)
}
