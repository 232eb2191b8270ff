import { createPublicClient, http, type PublicClient } from 'viem'

/** Several URLs of one chain may stand in one variable, separated by commas; one is enough here. */
export function firstUrl(rpcUrls: string): string {
  const [first = rpcUrls] = rpcUrls.split(',')
  return first.trim()
}

export function rpcClient(rpcUrls: string): PublicClient {
  return createPublicClient({ transport: http(firstUrl(rpcUrls)), cacheTime: 0 })
}

/** The first eight digits of the genesis hash tell two local chains of the same id apart. */
export async function genesisDigits(rpcUrls: string): Promise<string> {
  const { hash } = await rpcClient(rpcUrls).getBlock({ blockNumber: 0n })
  return hash.slice(2, 10)
}
