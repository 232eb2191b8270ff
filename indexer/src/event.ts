import type { paymentEscrowAbi } from '@florin/sdk/abi/paymentEscrow.ts'
import type { subscriptionManagerAbi } from '@florin/sdk/abi/subscriptionManager.ts'
import { factIdentity } from '@florin/sdk/escrow/factIdentity.ts'
import type { Address, ContractEventName, GetEventArgs, Hash, Hex } from 'viem'
import { lower } from './hex.ts'

type EscrowAbi = typeof paymentEscrowAbi
type ManagerAbi = typeof subscriptionManagerAbi
export type EscrowEventName = ContractEventName<EscrowAbi>
type ManagerEventName = ContractEventName<ManagerAbi>
export type EventName = EscrowEventName | ManagerEventName

/** Where a log was mined, and its raw bytes. A handler's event has this shape, and so has a test's. */
export type Origin = {
  log: { address: Address; topics: readonly (Hex | null)[]; data: Hex; logIndex: number }
  block: { number: bigint; hash: Hash; timestamp: bigint }
  transaction: { hash: Hash }
}

export type EscrowEvent<name extends EscrowEventName> = Origin & {
  args: GetEventArgs<EscrowAbi, name, { EnableUnion: false; IndexedOnly: false; Required: true }>
}

export type ManagerEvent<name extends ManagerEventName> = Origin & {
  args: GetEventArgs<ManagerAbi, name, { EnableUnion: false; IndexedOnly: false; Required: true }>
}

/** The columns that say where a fact was mined. They change when its transaction is mined again. */
export function inclusion(chainId: number, { block, transaction, log }: Origin) {
  return {
    chainId,
    blockNumber: block.number,
    blockHash: lower(block.hash),
    txHash: lower(transaction.hash),
    logIndex: log.logIndex,
    timestamp: block.timestamp,
  }
}

/**
 * The name of a fact that stays the same wherever its transaction is mined again. Ponder fills up the topics of a log from
 * history with null, and not those of a live one.
 */
export function identity(chainId: number, { log }: Origin): Hex {
  const topics = log.topics.filter((topic) => topic !== null)
  return factIdentity({ chainId, contract: lower(log.address), topics, data: log.data })
}
