import { type Address, keccak256, pad, stringToHex, toHex } from 'viem'
import type { EscrowEvent, ManagerEvent } from '../../../indexer/src/event.ts'

/** The events that the indexer makes rows of. */
export type MoneyEventName =
  | 'Authorized'
  | 'Charged'
  | 'Captured'
  | 'Voided'
  | 'Reclaimed'
  | 'Refunded'
  | 'Withdrawn'
  | 'Deposited'
  | 'PrepaidMoved'
  | 'BalanceTransferred'
  | 'BalanceChanged'

export type MoneyEvent = {
  [name in MoneyEventName]: { name: name; event: EscrowEvent<name> }
}[MoneyEventName]

/** The events of the manager that the indexer makes rows of, but for burns. */
export type ManagerName =
  | 'PlanCreated'
  | 'PriceSet'
  | 'PlanArchived'
  | 'Subscribed'
  | 'SubscriptionPaused'
  | 'SubscriptionResumed'
  | 'SubscriptionCanceled'
  | 'SubscriptionEnded'
  | 'SubscriptionCharged'
  | 'UsageCharged'

export type PlanEvent = {
  [name in ManagerName]: { name: name; event: ManagerEvent<name> }
}[ManagerName]

export type Happened = MoneyEvent | PlanEvent

export const CHAIN_ID = 31337
export const ESCROW = '0x00000000000000000000000000000000000E5c20'
export const MANAGER = '0x0000000000000000000000000000000000A9E400'

/** Events of the escrow that move no money. */
type SettingName = 'Burned' | 'OwnershipTransferred' | 'OwnershipTransferStarted' | 'IntakePaused'

type Place = { block?: bigint; logIndex?: number }

/** An address in mixed case, as a decoder gives it, that is easy to tell in a message. */
export const account = (number: number) => pad(toHex(0xabc000 + number), { size: 20 })

/** When a block of these tests is mined, in Unix seconds. */
export const timeOf = (block: bigint) => 1_700_000_000n + block

/** A log of the escrow with these arguments, mined at a place. Topics and data are as distinct as the arguments are. */
export function mined<name extends MoneyEventName | SettingName>(
  name: name,
  args: EscrowEvent<name>['args'],
  place: Place = {},
): { name: name; event: EscrowEvent<name> } {
  return { name, event: { args, ...origin(ESCROW, name, args, place) } }
}

/** A log of the manager. */
export function minedByManager<name extends ManagerName | 'SubscriptionBurned' | 'SubscriptionChargeFailed'>(
  name: name,
  args: ManagerEvent<name>['args'],
  place: Place = {},
): { name: name; event: ManagerEvent<name> } {
  return { name, event: { args, ...origin(MANAGER, name, args, place) } }
}

function origin(address: Address, name: string, args: object, { block = 7n, logIndex = 0 }: Place) {
  const said = JSON.stringify(args, (_, value) => (typeof value === 'bigint' ? `${value}` : value))
  return {
    log: {
      address,
      topics: [keccak256(stringToHex(name))],
      data: stringToHex(said),
      logIndex,
    },
    block: { number: block, hash: keccak256(toHex(block)), timestamp: timeOf(block) },
    transaction: { hash: keccak256(stringToHex(`${said} in block ${block}`)) },
  } as const
}
