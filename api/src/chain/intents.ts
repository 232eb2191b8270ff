import { paymentEscrowAbi } from '@florin/sdk/abi/paymentEscrow.ts'
import { subscriptionManagerAbi } from '@florin/sdk/abi/subscriptionManager.ts'
import { readEscrowCall } from '@florin/sdk/escrow/signedCall.ts'
import type { Address, Hex, PublicClient } from 'viem'
import type { IntentFate, RelayKind } from '../domain/relay.ts'
import { findNonceUse } from './actionNonces.ts'
import { isBurned, wasUsed } from './paymentStatus.ts'
import { hasBegun, isSubscriptionBurned } from './subscriptionStatus.ts'
import { findUse } from './x402/settlement.ts'

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

/**
 * What became of an intent, by whomever, as the contract itself knows at the end of a block.
 *
 * A payment or subscription exists only through its own terms, and is burned for ever; a token's or Permit2's nonce alone would
 * prove nothing, for the payer can spend it elsewhere. An action's nonce may be canceled, or spent by something else: only the
 * event with the action's own digest proves that it was executed. What pays out a whole balance is never another's doing:
 * whatever others paid out was there before, and ours pays out the rest.
 */
export async function readFate(
  client: PublicClient,
  intent: Intent,
  blockNumber: bigint,
): Promise<IntentFate> {
  switch (intent.kind) {
    case 'authorize':
    case 'charge':
      return executedIf(wasUsed(await paymentStatusOf(client, intent, blockNumber)))
    case 'burn':
      return executedIf(isBurned(await paymentStatusOf(client, intent, blockNumber)))
    case 'subscribe':
    case 'replace':
      return executedIf(hasBegun(await subscriptionStatusOf(client, intent, blockNumber)))
    case 'burn_subscription':
      return executedIf(isSubscriptionBurned(await subscriptionStatusOf(client, intent, blockNumber)))
    case 'x402_exact':
    case 'x402_upto':
      return fateOfX402(client, intent, blockNumber)
    default:
      return fateOfAction(client, intent, blockNumber)
  }
}

function executedIf(isExecuted: boolean): IntentFate {
  return isExecuted ? 'executed' : 'open'
}

/** Whether its payer made a payment id unusable, as the newest block says. */
export async function isIdBurned(client: PublicClient, escrow: Address, id: Hex): Promise<boolean> {
  return isBurned(await readStatus(client, { escrow, id }))
}

function paymentStatusOf(client: PublicClient, intent: Intent, blockNumber: bigint): Promise<number> {
  return readStatus(client, { escrow: intent.contract, id: idOf(intent) }, blockNumber)
}

/** At the end of a block; of the newest one where none is named. */
async function readStatus(
  client: PublicClient,
  { escrow, id }: { escrow: Address; id: Hex },
  blockNumber?: bigint,
): Promise<number> {
  const [status] = await client.readContract({
    address: escrow,
    abi: paymentEscrowAbi,
    functionName: 'paymentOf',
    args: [id],
    ...(blockNumber === undefined ? {} : { blockNumber }),
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

async function fateOfX402(client: PublicClient, intent: Intent, blockNumber: bigint): Promise<IntentFate> {
  const use = await findUse(client, intent, blockNumber)
  if (!use) return 'open'
  return use === 'elsewhere' ? 'spent' : 'executed'
}

async function fateOfAction(client: PublicClient, intent: Intent, blockNumber: bigint): Promise<IntentFate> {
  const digest = digestOf(intent)
  if (digest === null) return 'open'
  const use = await findNonceUse(client, intent, blockNumber)
  if (!use) return 'open'
  return use.digest === digest ? 'executed' : 'spent'
}

/** Earlier releases kept no digest of what the host signed about a payment. */
function digestOf(intent: Intent): Hex | null {
  const { digest, kind, contract: escrow, calldata } = intent
  if (digest !== null || (kind !== 'capture' && kind !== 'void' && kind !== 'refund')) return digest
  return readEscrowCall({ chainId: Number(intent.chain_id), escrow }, calldata).signed.digest
}
