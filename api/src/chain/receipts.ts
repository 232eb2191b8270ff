import { type Hash, isHex, type PublicClient, TransactionReceiptNotFoundError } from 'viem'
import { z } from 'zod'
import { lowerCase } from '../domain/address.ts'

export interface MinedTransaction {
  hash: Hash
  blockNumber: bigint
  blockHash: Hash
  succeeded: boolean
  gasUsed: bigint
  effectiveGasPrice: bigint
  /** What a rollup takes for the chain below, beside the gas; null where the receipt names none. */
  l1Fee: bigint | null
}

/** From so many on, one question for a whole block is cheaper than one for each transaction. */
const MANY = 4
/** After so many questions without an answer no further ones are asked. */
const MOST_UNREAD = 2

/**
 * Which of these transactions are in blocks. The first that is found leads to its block, whose receipts are read all at once
 * where the node can: most of what one key sends is mined together.
 * @returns What was found, and what the node gave no answer about. One bad answer holds up no other.
 */
export async function findMined(
  client: PublicClient,
  hashes: readonly Hash[],
): Promise<{ found: Map<Hash, MinedTransaction>; unread: Set<Hash> }> {
  const found = new Map<Hash, MinedTransaction>()
  const unread = new Set<Hash>()
  const readBlocks = new Set<bigint>()
  for (const hash of hashes) {
    if (found.has(hash)) continue
    // A node that is silent is not asked for each of them: every question may take seconds.
    const mined = unread.size < MOST_UNREAD ? await readOne(client, hash) : 'unread'
    if (mined === 'unread') unread.add(hash)
    if (!mined || mined === 'unread') continue
    found.set(hash, mined)
    if (hashes.length - found.size < MANY || readBlocks.has(mined.blockNumber)) continue
    readBlocks.add(mined.blockNumber)
    for (const other of await readBlockReceipts(client, mined.blockNumber)) {
      if (other.blockHash === mined.blockHash) found.set(other.hash, other)
    }
  }
  for (const hash of found.keys()) unread.delete(hash)
  return { found, unread }
}

function readOne(client: PublicClient, hash: Hash): Promise<MinedTransaction | 'unread' | undefined> {
  return findOne(client, hash).catch(() => 'unread')
}

async function findOne(client: PublicClient, hash: Hash): Promise<MinedTransaction | undefined> {
  const receipt = await client.getTransactionReceipt({ hash }).catch((error: unknown) => {
    if (error instanceof TransactionReceiptNotFoundError) return undefined
    throw error
  })
  return (
    receipt && {
      hash,
      blockNumber: receipt.blockNumber,
      blockHash: lowerCase(receipt.blockHash),
      succeeded: receipt.status === 'success',
      gasUsed: receipt.gasUsed,
      effectiveGasPrice: receipt.effectiveGasPrice,
      l1Fee: l1FeeOf(receipt),
    }
  )
}

/** OP-stack nodes name the fee in hex; viem hands fields on that it does not know. */
export function l1FeeOf(receipt: object): bigint | null {
  const fee = 'l1Fee' in receipt ? receipt.l1Fee : null
  return typeof fee === 'string' && isHex(fee) ? BigInt(fee) : null
}

const quantity = z
  .string()
  .regex(/^0x[0-9a-f]+$/i)
  .transform((text) => BigInt(text))
const hash = z
  .string()
  .regex(/^0x[0-9a-f]{64}$/i)
  .transform((text): Hash => `0x${text.slice(2).toLowerCase()}`)

const blockReceipts = z.array(
  z
    .object({
      transactionHash: hash,
      blockNumber: quantity,
      blockHash: hash,
      status: z.enum(['0x0', '0x1']),
      gasUsed: quantity,
      effectiveGasPrice: quantity,
      l1Fee: quantity.nullish(),
    })
    .transform(
      (receipt): MinedTransaction => ({
        hash: receipt.transactionHash,
        blockNumber: receipt.blockNumber,
        blockHash: receipt.blockHash,
        succeeded: receipt.status === '0x1',
        gasUsed: receipt.gasUsed,
        effectiveGasPrice: receipt.effectiveGasPrice,
        l1Fee: receipt.l1Fee ?? null,
      }),
    ),
)

/** All receipts of a block; none where the node does not know the question, or answers it in its own way: each is asked for then. */
async function readBlockReceipts(client: PublicClient, blockNumber: bigint): Promise<MinedTransaction[]> {
  try {
    const answer = await client.request<BlockReceipts>({
      method: 'eth_getBlockReceipts',
      params: [`0x${blockNumber.toString(16)}`],
    })
    return blockReceipts.safeParse(answer).data ?? []
  } catch {
    return []
  }
}

type BlockReceipts = {
  Method: 'eth_getBlockReceipts'
  Parameters: [block: `0x${string}`]
  ReturnType: unknown
}

/** Whether the node says that a transaction is in a block, whatever became of its receipt. */
export async function isInBlock(client: PublicClient, hashes: readonly Hash[]): Promise<boolean> {
  for (const hash of hashes) {
    const answer = await client.request({ method: 'eth_getTransactionByHash', params: [hash] })
    if (answer?.blockNumber) return true
  }
  return false
}
