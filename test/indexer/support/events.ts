import { keccak256, pad, stringToHex, toHex } from 'viem'
import type { EscrowEvent } from '../../../indexer/src/event.ts'

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

export const CHAIN_ID = 31337
export const ESCROW = '0x00000000000000000000000000000000000E5c20'

/** An address in mixed case, as a decoder gives it, that is easy to tell in a message. */
export const account = (number: number) => pad(toHex(0xabc000 + number), { size: 20 })

/** A log with these arguments, mined at a place. Topics and data are as distinct as the arguments are. */
export function mined<name extends MoneyEventName | 'Burned'>(
  name: name,
  args: EscrowEvent<name>['args'],
  { block = 7n, logIndex = 0 }: { block?: bigint; logIndex?: number } = {},
): { name: name; event: EscrowEvent<name> } {
  const said = JSON.stringify(args, (_, value) => (typeof value === 'bigint' ? `${value}` : value))
  const event = {
    args,
    log: {
      address: ESCROW,
      topics: [keccak256(stringToHex(name))],
      data: stringToHex(said),
      logIndex,
    },
    block: { number: block, hash: keccak256(toHex(block)), timestamp: 1_700_000_000n + block },
    transaction: { hash: keccak256(stringToHex(`${said} in block ${block}`)) },
  } as const
  return { name, event }
}
