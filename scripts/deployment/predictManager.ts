import { type Address, getContractAddress, type PublicClient } from 'viem'

/**
 * The address that the deployer's transaction after its next one creates a contract at. The next one creates the escrow,
 * which is told this address, and the one after it SubscriptionManager, whose constructor refuses any other escrow.
 */
export async function predictManager(
  client: Pick<PublicClient, 'getTransactionCount'>,
  deployer: Address,
): Promise<Address> {
  const next = await client.getTransactionCount({ address: deployer, blockTag: 'pending' })
  return getContractAddress({ from: deployer, nonce: BigInt(next) + 1n })
}
