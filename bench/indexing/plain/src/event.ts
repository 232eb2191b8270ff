import { factIdentity } from '@florin/sdk/escrow/factIdentity.ts'
import type { Address, Hash, Hex } from 'viem'

export type Origin = {
  log: { address: Address; topics: readonly (Hex | null)[]; data: Hex; logIndex: number }
  block: { number: bigint; hash: Hash; timestamp: bigint }
  transaction: { hash: Hash }
}

/** The columns of where an event was mined. */
export function place(chainId: number, { block, transaction, log }: Origin) {
  return {
    chainId,
    blockNumber: block.number,
    blockHash: block.hash,
    txHash: transaction.hash,
    logIndex: log.logIndex,
    timestamp: block.timestamp,
  }
}

/** The same, with the identity and the contract of a fact. */
export function fact(chainId: number, origin: Origin) {
  const { address: contract, data } = origin.log
  const topics = origin.log.topics.filter((topic) => topic !== null)
  return { ...place(chainId, origin), contract, identity: factIdentity({ chainId, contract, topics, data }) }
}
