import { paymentEscrowAbi } from '@florin/sdk/abi/paymentEscrow.ts'
import { subscriptionManagerAbi } from '@florin/sdk/abi/subscriptionManager.ts'
import { readEscrowCall } from '@florin/sdk/escrow/signedCall.ts'
import { type Address, getAbiItem, type Hex, hexToBigInt, type PublicClient } from 'viem'
import type { RelayKind } from '../domain/relay.ts'
import { isBurned, wasUsed } from './paymentStatus.ts'
import { readInSpans } from './spans.ts'
import { hasBegun, isSubscriptionBurned } from './subscriptionStatus.ts'
import { findSettlement } from './x402/settlement.ts'

export interface Intent {
  kind: RelayKind
  chain_id: bigint
  contract: Address
  signer: Address
  nonce: Hex
  onchain_id: Hex | null
  digest: Hex | null
  calldata: Hex
  /** Nothing that concerns the intent happened in this block or before. */
  since_block: bigint
}

const nonceUsed = getAbiItem({ abi: paymentEscrowAbi, name: 'NonceUsed' })

/**
 * Whether an intent was executed, by whomever, as the contract itself knows at the end of a block.
 *
 * A payment or subscription exists only through its own terms, and is burned for ever; a token's or Permit2's nonce alone would
 * prove nothing, for the payer can spend it elsewhere. An action's nonce may be canceled, or spent by something else: only the
 * event with the action's own digest proves that it was executed. What pays out a whole balance is never another's doing:
 * whatever others paid out was there before, and ours pays out the rest.
 */
export async function isExecuted(
  client: PublicClient,
  intent: Intent,
  blockNumber: bigint,
): Promise<boolean> {
  switch (intent.kind) {
    case 'authorize':
    case 'charge':
      return wasUsed(await paymentStatusOf(client, intent, blockNumber))
    case 'burn':
      return isBurned(await paymentStatusOf(client, intent, blockNumber))
    case 'subscribe':
    case 'replace':
      return hasBegun(await subscriptionStatusOf(client, intent, blockNumber))
    case 'burn_subscription':
      return isSubscriptionBurned(await subscriptionStatusOf(client, intent, blockNumber))
    case 'x402_exact':
    case 'x402_upto':
      return (await findSettlement(client, intent, blockNumber)) !== undefined
    default:
      return isActionExecuted(client, intent, blockNumber)
  }
}

async function paymentStatusOf(client: PublicClient, intent: Intent, blockNumber: bigint): Promise<number> {
  const [status] = await client.readContract({
    address: intent.contract,
    abi: paymentEscrowAbi,
    functionName: 'paymentOf',
    args: [idOf(intent)],
    blockNumber,
  })
  return status
}

async function subscriptionStatusOf(
  client: PublicClient,
  intent: Intent,
  blockNumber: bigint,
): Promise<number> {
  const { status } = await client.readContract({
    address: intent.contract,
    abi: subscriptionManagerAbi,
    functionName: 'subscriptionOf',
    args: [idOf(intent)],
    blockNumber,
  })
  return status
}

function idOf({ kind, onchain_id: id }: Intent): Hex {
  if (id === null) throw new Error(`a ${kind} must have an id on chain`)
  return id
}

/** Both contracts keep nonces, and tell of them, in the same way. */
async function isActionExecuted(client: PublicClient, intent: Intent, blockNumber: bigint): Promise<boolean> {
  const digest = digestOf(intent)
  if (digest === null) return false
  const spent = { account: intent.signer, nonce: hexToBigInt(intent.nonce) }
  const isUsed = await client.readContract({
    address: intent.contract,
    abi: paymentEscrowAbi,
    functionName: 'isNonceUsed',
    args: [spent.account, spent.nonce],
    blockNumber,
  })
  if (!isUsed) return false
  const range = { fromBlock: intent.since_block, toBlock: blockNumber }
  const logs = await readInSpans(range, (span) =>
    client.getLogs({ address: intent.contract, event: nonceUsed, args: spent, ...span }),
  )
  return logs.some(({ args }) => args.digest === digest)
}

/** Earlier releases kept no digest of what the host signed about a payment. */
function digestOf(intent: Intent): Hex | null {
  const { digest, kind, contract: escrow, calldata } = intent
  if (digest !== null || (kind !== 'capture' && kind !== 'void' && kind !== 'refund')) return digest
  return readEscrowCall({ chainId: Number(intent.chain_id), escrow }, calldata).signed.digest
}
