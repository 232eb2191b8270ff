import type { Source } from '@florin/sdk/escrow/terms.ts'
import type { ChargeSource } from '@florin/sdk/subscriptions/state.ts'
import type { Address, Hex } from 'viem'

type AccountKind = 'external' | 'escrow' | 'available' | 'prepaid'

/** One side of a movement: `account` is an address, or the payment id where the kind is escrow. */
export type Leg = { accountKind: AccountKind; account: Hex; amount: bigint }

type Given = { to: Address; amount: bigint; credited: boolean }
type Fee = { merchant: Address; amount: bigint; fee: bigint; feeRecipient: Address }

/** What an event says about money, apart from where it was mined. */
export type Movement =
  | { kind: 'authorized'; paymentId: Hex; payer: Address; amount: bigint; source: Source }
  | ({ kind: 'charged'; payer: Address; source: Source } & Fee)
  | ({ kind: 'captured'; paymentId: Hex } & Fee)
  | ({ kind: 'voided' | 'reclaimed'; paymentId: Hex } & Given)
  | ({ kind: 'refunded'; merchant: Address; source: Source } & Given)
  | ({ kind: 'subscription_charged' | 'usage_charged'; subscriber: Address; source: ChargeSource } & Fee)
  | { kind: 'withdrawn'; account: Address; to: Address; amount: bigint }
  | { kind: 'deposited' | 'prepaid_moved'; account: Address; amount: bigint; toPrepaid: boolean }
  | { kind: 'transferred'; account: Address; to: Address; amount: bigint }

/**
 * The double-entry legs of one fact: the single place where they are computed. They sum to zero, and a leg of
 * nothing is left out.
 */
export function legs(movement: Movement): Leg[] {
  return sides(movement).filter((leg) => leg.amount !== 0n)
}

function sides(movement: Movement): Leg[] {
  switch (movement.kind) {
    case 'authorized':
      return [
        pulled(movement.payer, movement.source, movement.amount),
        leg('escrow', movement.paymentId, movement.amount),
      ]
    case 'charged':
      return [pulled(movement.payer, movement.source, movement.amount), ...earned(movement)]
    case 'captured':
      return [leg('escrow', movement.paymentId, -movement.amount), ...earned(movement)]
    case 'voided':
    case 'reclaimed':
      return [leg('escrow', movement.paymentId, -movement.amount), given(movement)]
    case 'refunded':
      return [pulled(movement.merchant, movement.source, movement.amount), given(movement)]
    case 'subscription_charged':
    case 'usage_charged':
      return [
        leg(movement.source === 'prepaid' ? 'prepaid' : 'external', movement.subscriber, -movement.amount),
        ...earned(movement),
      ]
    case 'withdrawn':
      return [
        leg('available', movement.account, -movement.amount),
        leg('external', movement.to, movement.amount),
      ]
    case 'deposited':
      return [
        leg('external', movement.account, -movement.amount),
        leg(movement.toPrepaid ? 'prepaid' : 'available', movement.account, movement.amount),
      ]
    case 'prepaid_moved': {
      const change = movement.toPrepaid ? movement.amount : -movement.amount
      return [leg('available', movement.account, -change), leg('prepaid', movement.account, change)]
    }
    case 'transferred':
      return [
        leg('available', movement.account, -movement.amount),
        leg('available', movement.to, movement.amount),
      ]
  }
}

/** Money leaves a balance only where that is the source; every other source is the owner's wallet. */
function pulled(from: Address, source: Source, amount: bigint): Leg {
  return leg(source === 'available' ? 'available' : 'external', from, -amount)
}

function earned({ merchant, amount, fee, feeRecipient }: Fee): Leg[] {
  return [leg('available', merchant, amount - fee), leg('available', feeRecipient, fee)]
}

/** A push that failed became a credit inside the escrow. */
function given({ to, amount, credited }: Given): Leg {
  return leg(credited ? 'available' : 'external', to, amount)
}

function leg(accountKind: AccountKind, account: Hex, amount: bigint): Leg {
  return { accountKind, account, amount }
}
