import { type Address, getContractAddress, type Hash, isAddressEqual, type PublicClient } from 'viem'

export type Creation = { address: Address; block: number; transaction: Hash }

/** Finds the transaction that created a contract, in the blocks from `fromBlock` on; not every contract begins with an event. */
export async function creationOf(
  client: PublicClient,
  address: Address,
  fromBlock: bigint,
): Promise<Creation> {
  const head = await client.getBlockNumber({ cacheTime: 0 })
  for (let blockNumber = fromBlock; blockNumber <= head; blockNumber += 1n) {
    const { transactions } = await client.getBlock({ blockNumber, includeTransactions: true })
    const creating = transactions.find(
      ({ to, from, nonce }) =>
        to === null && isAddressEqual(getContractAddress({ from, nonce: BigInt(nonce) }), address),
    )
    if (creating) return { address, block: Number(blockNumber), transaction: creating.hash }
  }
  throw new Error(`contract ${address}: expected its creation in blocks ${fromBlock} to ${head}, found none`)
}
