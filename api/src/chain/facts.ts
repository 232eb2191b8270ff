import { paymentEscrowAbi } from '@florin/sdk/abi/paymentEscrow.ts'
import { factIdentity } from '@florin/sdk/escrow/factIdentity.ts'
import { type Address, type Hex, numberToHex, type PublicClient } from 'viem'
import { type FactKind, isIntake } from '../domain/fact.ts'
import { wasUsed } from './paymentStatus.ts'

export interface FactOnChain {
  identity: Hex
  kind: FactKind
  contract: Address
  payment_onchain_id: Hex | null
}

/**
 * Whether the chain holds a fact at its head. The contract's own state decides where a payment's id was never used, or burned. Else
 * the logs since `fromBlock` do: the same payment may have come back with another source of money, and a later capture
 * or refund would hide an earlier one in the state.
 */
export async function factExists(
  client: PublicClient,
  chainId: number,
  fact: FactOnChain,
  fromBlock: bigint,
): Promise<boolean> {
  const { contract, payment_onchain_id: id } = fact
  if (id !== null && isIntake(fact.kind)) {
    const [status] = await client.readContract({
      address: contract,
      abi: paymentEscrowAbi,
      functionName: 'paymentOf',
      args: [id],
    })
    if (!wasUsed(status)) return false
  }
  const logs = await client.request({
    method: 'eth_getLogs',
    // Each event of a payment has its id as first indexed argument.
    params: [
      {
        address: contract,
        fromBlock: numberToHex(fromBlock),
        toBlock: 'latest',
        ...(id ? { topics: [null, id] } : {}),
      },
    ],
  })
  return logs.some(({ topics, data }) => factIdentity({ chainId, contract, topics, data }) === fact.identity)
}
