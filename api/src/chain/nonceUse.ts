import type { Address, Hash, PublicClient } from 'viem'
import { rpcAnswerOf } from './rpcAnswer.ts'

interface Use {
  address: Address
  nonce: bigint
  /** What may have used it. */
  hashes: readonly Hash[]
  /** A block at whose end it was used. */
  usedAt: bigint
}

/**
 * Whether the block that used up a nonce holds one of these transactions. That needs neither receipts nor the node's index of
 * transactions, which may be late. Undefined where the node does not know accounts as far back.
 */
export async function isUsedByAny(client: PublicClient, use: Use): Promise<boolean | undefined> {
  const blockNumber = await findBlock(client, use)
  if (blockNumber === undefined) return undefined
  const { transactions } = await client.getBlock({ blockNumber })
  return transactions.some((hash) => use.hashes.includes(hash))
}

/** First goes back in steps that double, for it is mostly near, and then halves what is between. */
async function findBlock(client: PublicClient, { address, nonce, usedAt }: Use): Promise<bigint | undefined> {
  let used = usedAt
  let unused = -1n
  for (let step = 1n; used - step > unused; step *= 2n) {
    const is = await isUsedAt(client, address, nonce, used - step)
    if (is === undefined) return undefined
    if (is) used -= step
    else unused = used - step
  }
  while (used - unused > 1n) {
    const middle = (used + unused) / 2n
    const is = await isUsedAt(client, address, nonce, middle)
    if (is === undefined) return undefined
    if (is) used = middle
    else unused = middle
  }
  return used
}

/** Undefined where the node says that it cannot tell; silence is an error. */
async function isUsedAt(
  client: PublicClient,
  address: Address,
  nonce: bigint,
  blockNumber: bigint,
): Promise<boolean | undefined> {
  try {
    return BigInt(await client.getTransactionCount({ address, blockNumber })) > nonce
  } catch (error) {
    if (rpcAnswerOf(error)) return undefined
    throw error
  }
}
