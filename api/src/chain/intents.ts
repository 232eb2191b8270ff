import { paymentEscrowAbi } from '@florin/sdk/abi/paymentEscrow.ts'
import { type Address, getAbiItem, type Hex, hexToBigInt, type PublicClient } from 'viem'
import type { RelayKind } from '../domain/relay.ts'

export interface Intent {
  kind: RelayKind
  contract: Address
  signer: Address
  nonce: Hex
  onchain_id: Hex
  /** Nothing that concerns the intent happened in this block or before. */
  since_block: bigint
}

/** The contract's `Status` of an id that was never used. */
const STATUS_NONE = 0

/**
 * Whether an intent was executed, by whomever, as the contract itself knows at the end of a block.
 *
 * A payment exists only through its own terms, unless the payer burned its id; the token's nonce alone would prove nothing,
 * for the payer can spend it elsewhere. An action's nonce is 256 random bits of ours that the escrow spends only together with the action.
 */
export async function isExecuted(
  client: PublicClient,
  intent: Intent,
  blockNumber: bigint,
): Promise<boolean> {
  const at = { address: intent.contract, abi: paymentEscrowAbi, blockNumber } as const
  if (intent.kind === 'charge' || intent.kind === 'authorize') {
    const [status, capturable, refundable] = await client.readContract({
      ...at,
      functionName: 'payment',
      args: [intent.onchain_id],
    })
    if (status === STATUS_NONE) return false
    // A burned id looks like a payment that was given back in full.
    return capturable + refundable > 0n || !(await isBurned(client, intent, blockNumber))
  }
  return client.readContract({
    ...at,
    functionName: 'isNonceUsed',
    args: [intent.signer, hexToBigInt(intent.nonce)],
  })
}

const burned = getAbiItem({ abi: paymentEscrowAbi, name: 'Burned' })

async function isBurned(client: PublicClient, intent: Intent, blockNumber: bigint): Promise<boolean> {
  const logs = await client.getLogs({
    address: intent.contract,
    event: burned,
    args: { id: intent.onchain_id },
    fromBlock: intent.since_block,
    toBlock: blockNumber,
  })
  return logs.length > 0
}
