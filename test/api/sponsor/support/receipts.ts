import { zeroAddress } from 'viem'
import { l1FeeOf } from '../../../../api/src/chain/receipts.ts'
import { testClientOf } from '../../relays/support/chain.ts'
import type { World } from '../../support/world.ts'

/** What every transaction that the key ever had mined cost, as the chain's own receipts say. */
export async function receiptsTotal(world: World, signer: `0x${string}`): Promise<bigint> {
  const client = testClientOf(world)
  const head = await client.getBlockNumber()
  let total = 0n
  for (let blockNumber = 0n; blockNumber <= head; blockNumber += 1n) {
    const { transactions } = await client.getBlock({ blockNumber, includeTransactions: true })
    for (const { from, hash } of transactions) {
      if (from.toLowerCase() !== signer) continue
      const receipt = await client.getTransactionReceipt({ hash })
      total += receipt.gasUsed * receipt.effectiveGasPrice + (l1FeeOf(receipt) ?? 0n)
    }
  }
  return total
}

/** What the books say that the key burned. */
export function bookedGas(world: World, signer: `0x${string}`): Promise<bigint> {
  const chainId = BigInt(world.chain.chainId)
  return world.ctx.store.ledger.balance(world.db, chainId, zeroAddress, `gas:${signer}`)
}
