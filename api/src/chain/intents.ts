import { paymentEscrowAbi } from '@florin/sdk/abi/paymentEscrow.ts'
import { signedCallDigest } from '@florin/sdk/escrow/signedCall.ts'
import { type Address, getAbiItem, type Hex, hexToBigInt, type PublicClient } from 'viem'
import type { RelayKind } from '../domain/relay.ts'
import { wasUsed } from './paymentStatus.ts'

export interface Intent {
  kind: RelayKind
  chain_id: bigint
  contract: Address
  signer: Address
  nonce: Hex
  onchain_id: Hex | null
  calldata: Hex
  /** Nothing that concerns the intent happened in this block or before. */
  since_block: bigint
}

const nonceUsed = getAbiItem({ abi: paymentEscrowAbi, name: 'NonceUsed' })

/**
 * Whether an intent was executed, by whomever, as the contract itself knows at the end of a block.
 *
 * A payment exists only through its own terms; the token's nonce alone would prove nothing, for the payer can spend it
 * elsewhere. An action's nonce may be canceled, or spent by something else: only the event with the action's own digest
 * proves that it was executed. What pays out a whole balance is never another's doing: whatever others paid out was there
 * before, and ours pays out the rest.
 */
export async function isExecuted(
  client: PublicClient,
  intent: Intent,
  blockNumber: bigint,
): Promise<boolean> {
  const { onchain_id: id } = intent
  if (id === null) return false
  const at = { address: intent.contract, abi: paymentEscrowAbi, blockNumber } as const
  if (intent.kind === 'charge' || intent.kind === 'authorize') {
    const [status] = await client.readContract({
      ...at,
      functionName: 'paymentOf',
      args: [id],
    })
    return wasUsed(status)
  }
  const spent = { account: intent.signer, nonce: hexToBigInt(intent.nonce) }
  const isUsed = await client.readContract({
    ...at,
    functionName: 'isNonceUsed',
    args: [spent.account, spent.nonce],
  })
  return isUsed && (await isSpentBy(client, { ...intent, onchain_id: id }, spent, blockNumber))
}

async function isSpentBy(
  client: PublicClient,
  intent: Intent & { onchain_id: Hex },
  spent: { account: Address; nonce: bigint },
  blockNumber: bigint,
): Promise<boolean> {
  const logs = await client.getLogs({
    address: intent.contract,
    event: nonceUsed,
    args: spent,
    fromBlock: intent.since_block,
    toBlock: blockNumber,
  })
  const place = { chainId: Number(intent.chain_id), escrow: intent.contract, id: intent.onchain_id }
  const digest = signedCallDigest(place, intent.calldata)
  return logs.some(({ args }) => args.digest === digest)
}
