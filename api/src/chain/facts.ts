import { paymentEscrowAbi } from '@florin/sdk/abi/paymentEscrow.ts'
import { factIdentity } from '@florin/sdk/escrow/factIdentity.ts'
import type { Address, Hex, PublicClient } from 'viem'
import { type FactKind, isIntake } from '../domain/fact.ts'

export interface FactOnChain {
  identity: Hex
  kind: FactKind
  contract: Address
  payment_onchain_id: Hex | null
}

/** The contract's `Status` of an id that was never used. */
const STATUS_NONE = 0

/**
 * Whether the chain holds a fact at its head, by the contract's own state where that decides, else by the logs since
 * `fromBlock`: a later capture or refund would hide an earlier one in the state.
 */
export async function factExists(
  client: PublicClient,
  chainId: number,
  fact: FactOnChain,
  fromBlock: bigint,
): Promise<boolean> {
  if (isIntake(fact.kind) && fact.payment_onchain_id !== null) {
    const [status] = await client.readContract({
      address: fact.contract,
      abi: paymentEscrowAbi,
      functionName: 'payment',
      args: [fact.payment_onchain_id],
    })
    return status !== STATUS_NONE
  }
  const logs = await client.getLogs({ address: fact.contract, fromBlock, toBlock: 'latest' })
  return logs.some(
    (log) =>
      factIdentity({ chainId, contract: fact.contract, topics: log.topics, data: log.data }) ===
      fact.identity,
  )
}
