import { createHash } from 'node:crypto'
import { type Address, createPublicClient, fallback, type Hash, http, type PublicClient } from 'viem'
import type { IndexedChain } from './chains.ts'
import { reasonOf } from './reason.ts'

export type ChainClient = {
  chainId: number
  client: PublicClient
  contracts: Address[]
  /** Of the contract that was created first. */
  firstBlock: bigint
}

export function chainClients(chains: readonly IndexedChain[]): ChainClient[] {
  return chains.map(({ chainId, rpc, escrow, manager }) => ({
    chainId,
    contracts: [escrow.address, manager.address],
    firstBlock: BigInt(Math.min(escrow.startBlock, manager.startBlock)),
    client: createPublicClient({ cacheTime: 0, transport: fallback(rpc.map(({ url }) => http(url))) }),
  }))
}

/**
 * Eight hex digits that differ where the chain differs although its id is the same: the beginning of the genesis
 * hash, or of a hash of all of them where there are several chains.
 */
export async function genesisDigits(clients: readonly ChainClient[]): Promise<string> {
  const hashes = await Promise.all(clients.map(genesisHash))
  const [first, ...others] = hashes
  if (first === undefined) throw new Error('genesisDigits needs at least one chain')
  if (others.length === 0) return first.slice(2, 10)
  return createHash('sha256').update(hashes.join(' ')).digest('hex').slice(0, 8)
}

async function genesisHash({ chainId, client }: Pick<ChainClient, 'chainId' | 'client'>): Promise<Hash> {
  const answered = await client.getChainId().catch((error: unknown) => {
    throw new Error(`RPC_URL_${chainId} does not answer: ${reasonOf(error)}`)
  })
  if (answered !== chainId)
    throw new Error(`RPC_URL_${chainId} answers for chain ${answered}, expected ${chainId}`)
  return (await client.getBlock({ blockNumber: 0n })).hash
}
