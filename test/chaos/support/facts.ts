import { paymentEscrowAbi } from '@florin/sdk/abi/paymentEscrow.ts'
import { subscriptionManagerAbi } from '@florin/sdk/abi/subscriptionManager.ts'
import { factIdentity } from '@florin/sdk/escrow/factIdentity.ts'
import { type Hash, type Hex, parseEventLogs } from 'viem'
import type { ChaosChain } from './chain.ts'

/** The events that are facts of the books, and the name of each there. */
const KINDS = {
  Authorized: 'authorized',
  Charged: 'charged',
  Captured: 'captured',
  Voided: 'voided',
  Reclaimed: 'reclaimed',
  Refunded: 'refunded',
  Withdrawn: 'withdrawn',
  Deposited: 'deposited',
  PrepaidMoved: 'prepaid_moved',
  BalanceTransferred: 'transferred',
  SubscriptionCharged: 'subscription_charged',
  UsageCharged: 'usage_charged',
} as const

type EventName = keyof typeof KINDS
type FactKind = (typeof KINDS)[EventName]

/** A fact where the chain holds it now; read from its logs alone, without the help of any index. */
export type ChainFact = {
  identity: Hex
  kind: FactKind
  paymentId: Hex | null
  blockHash: Hash
}

const abi = [...paymentEscrowAbi, ...subscriptionManagerAbi]

/** Every fact from a block to the chain's head. */
export async function readFacts(chain: ChaosChain, fromBlock: bigint): Promise<ChainFact[]> {
  const { chainId, client, escrow, manager } = chain
  const logs = await client.getLogs({ address: [escrow, manager], fromBlock, toBlock: 'latest' })
  const events = parseEventLogs({ abi, logs, eventName: Object.keys(KINDS).filter(isFact) })
  return events.map(({ eventName, args, address, topics, data, blockHash }) => ({
    identity: factIdentity({ chainId, contract: address, topics, data }),
    kind: KINDS[eventName],
    paymentId: 'id' in args && address.toLowerCase() === escrow.toLowerCase() ? args.id : null,
    blockHash,
  }))
}

function isFact(name: string): name is EventName {
  return name in KINDS
}
