import type { BalanceFactKind, FactPayload } from '../fact.ts'
import { type Chains, toMoney } from './money.ts'

type Hex = `0x${string}`

type Payload = Pick<FactPayload, 'token' | 'amount' | 'recipient' | 'to_prepaid' | 'ref'>

export interface BalanceChangeFields {
  chain_id: bigint
  /** Whose balance it is. */
  account: Hex
  payload: Payload
  tx_hash: Hex
  block_number: bigint
}

const NAMES = {
  withdrawn: 'withdrawal',
  deposited: 'deposit',
  prepaid_moved: 'prepaid_move',
  transferred: 'balance_transfer',
} as const

/** What an account did with its balance, as events tell it. */
export function toBalanceChange(chains: Chains, kind: BalanceFactKind, change: BalanceChangeFields) {
  const { chain_id, payload } = change
  return {
    object: NAMES[kind],
    account: change.account,
    ...saidBy(kind, payload),
    amount: toMoney(chains, { chain_id, token: payload.token }, BigInt(payload.amount)),
    tx_hash: change.tx_hash,
    block_number: change.block_number.toString(),
  }
}

/** What only changes of this kind say. */
function saidBy(kind: BalanceFactKind, payload: Payload): Record<string, unknown> {
  switch (kind) {
    case 'withdrawn':
      return { recipient: payload.recipient }
    case 'deposited':
    case 'prepaid_moved':
      return { to: payload.to_prepaid ? 'prepaid' : 'available' }
    case 'transferred':
      return { recipient: payload.recipient, ref: payload.ref }
  }
}
