import { paymentEscrowAbi } from '@florin/sdk/abi/paymentEscrow.ts'
import { type Address, type Hex, hexToBigInt, type PublicClient } from 'viem'
import type { RelayKind } from '../domain/relay.ts'

export interface Intent {
  kind: RelayKind
  contract: Address
  signer: Address
  nonce: Hex
  onchain_id: Hex
}

/** The contract's `Status` of an id that was never used. */
const STATUS_NONE = 0

/**
 * Whether an intent was executed, by whomever, as the contract itself knows at the end of a block.
 *
 * A payment exists only through its own terms; the token's nonce alone would prove nothing, for the payer can spend it
 * elsewhere. An action's nonce is 256 random bits of ours that the escrow spends only together with the action.
 */
export async function isExecuted(
  client: PublicClient,
  intent: Intent,
  blockNumber: bigint,
): Promise<boolean> {
  const at = { address: intent.contract, abi: paymentEscrowAbi, blockNumber } as const
  if (intent.kind === 'charge' || intent.kind === 'authorize') {
    const [status] = await client.readContract({ ...at, functionName: 'payment', args: [intent.onchain_id] })
    return status !== STATUS_NONE
  }
  return client.readContract({
    ...at,
    functionName: 'isNonceUsed',
    args: [intent.signer, hexToBigInt(intent.nonce)],
  })
}
