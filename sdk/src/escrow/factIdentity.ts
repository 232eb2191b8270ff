import type { Address, Hex } from 'viem'
import { encodeAbiParameters, keccak256 } from 'viem'

const parameters = [
  { type: 'uint256' },
  { type: 'address' },
  { type: 'bytes32[]' },
  { type: 'bytes' },
] as const

/**
 * The identity of a money fact, the same wherever its event is mined again after a reorg. It holds because every event
 * that moves money carries a total or a sequence that never repeats.
 */
export function factIdentity(fact: {
  chainId: number
  contract: Address
  topics: readonly Hex[]
  data: Hex
}): Hex {
  return keccak256(
    encodeAbiParameters(parameters, [BigInt(fact.chainId), fact.contract, fact.topics, fact.data]),
  )
}
