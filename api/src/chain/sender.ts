import type { Address, Hex, PublicClient } from 'viem'
import { DomainError } from '../domain/errors.ts'
import type { GasFees } from '../domain/gasPolicy.ts'
import { UnfitSetup } from '../domain/unfitSetup.ts'
import { away, rpcAnswerOf } from './rpcAnswer.ts'
import { revertOf } from './simulation.ts'

/**
 * Refuses a node of another chain. A signature for one chain is void on another, but what such a node says about nonces and
 * receipts would be believed.
 */
export async function requireChain(client: PublicClient, chainId: number): Promise<void> {
  const actual = await client.getChainId().catch(() => {
    throw new DomainError('chain_unavailable', `Chain eip155:${chainId} does not answer; try again.`, {
      retryAfterSeconds: 5,
    })
  })
  if (actual !== chainId) {
    throw new UnfitSetup(
      `RPC_URL_${chainId} leads to chain ${actual}; nothing is signed until it leads to ${chainId}.`,
      { cause: away() },
    )
  }
}

export interface ChainNow {
  number: bigint
  seconds: bigint
  baseFeePerGas: bigint
}

/** Where a chain stands, what it asks, and a key of ours that could pay. */
export interface ChainMoment {
  now: ChainNow
  fees: GasFees
  payer: Address
}

export async function readNow(client: PublicClient): Promise<ChainNow> {
  const { number, timestamp, baseFeePerGas } = await client.getBlock({ blockTag: 'latest' })
  return { number, seconds: timestamp, baseFeePerGas: baseFeePerGas ?? 0n }
}

/** The time of a block. */
export async function readSeconds(client: PublicClient, blockNumber: bigint): Promise<bigint> {
  return (await client.getBlock({ blockNumber })).timestamp
}

/** What the node thinks that a transaction should give to whoever builds the block. */
export function readTip(client: PublicClient): Promise<bigint> {
  return client.estimateMaxPriorityFeePerGas()
}

/** Transactions of an account that are in blocks up to one that is known, and those with the node's pool. */
export async function readCounts(
  client: PublicClient,
  address: Address,
  blockNumber: bigint,
): Promise<{ mined: bigint; pending: bigint }> {
  const [mined, pending] = await Promise.all([
    readMinedCountAt(client, address, blockNumber),
    client.getTransactionCount({ address, blockTag: 'pending' }),
  ])
  return { mined, pending: BigInt(pending) }
}

export async function readMinedCountAt(
  client: PublicClient,
  address: Address,
  blockNumber: bigint,
): Promise<bigint> {
  return BigInt(await client.getTransactionCount({ address, blockNumber }))
}

export function readBalance(client: PublicClient, address: Address): Promise<bigint> {
  return client.getBalance({ address })
}

/** An account with code is delegated (EIP-7702): others may then move its nonce and its money. */
export async function isDelegated(client: PublicClient, address: Address): Promise<boolean> {
  return (await client.getCode({ address })) !== undefined
}

/**
 * - `taken`: the node has it, now or before.
 * - `nonce_spent`, `underpriced`: another transaction of this nonce was faster; the chain says which.
 * - `unfunded`: the key cannot pay.
 * - `refused`: the node executed it at once and says that it reverted.
 * - `unknown`: no answer, or none that we understand; the node may have it.
 */
export type BroadcastAnswer = 'taken' | 'nonce_spent' | 'underpriced' | 'unfunded' | 'refused' | 'unknown'

/** Hands signed bytes to the node. Whatever it answers, only blocks decide what became of them. */
export async function broadcast(client: PublicClient, raw: Hex): Promise<BroadcastAnswer> {
  try {
    await client.sendRawTransaction({ serializedTransaction: raw })
    return 'taken'
  } catch (error) {
    return classify(error)
  }
}

/** Reverts first: the text of one may well say "invalid nonce". */
export function classify(error: unknown): BroadcastAnswer {
  const answer = rpcAnswerOf(error)
  if (!answer) return 'unknown'
  if (revertOf(error)) return 'refused'
  const text = answer.details.toLowerCase()
  if (/already known|already imported|known transaction/.test(text)) return 'taken'
  if (/nonce too low|nonce is too low|nonce has already been used/.test(text)) return 'nonce_spent'
  if (/underpriced/.test(text)) return 'underpriced'
  if (/insufficient funds|doesn't have enough funds/.test(text)) return 'unfunded'
  return 'unknown'
}
