import { lower } from '../hex.ts'
import { legs, type Movement } from '../legs.ts'
import type { BalanceEntryRow } from './types.ts'

/** The row of a fact, as far as its legs repeat it. */
type FactRow = Pick<BalanceEntryRow, 'chainId' | 'identity' | 'token' | 'blockNumber'>

/** The legs of a fact as rows, in the order `legs` gives them. */
export function balanceEntries(
  { chainId, identity, token, blockNumber }: FactRow,
  movement: Movement,
): BalanceEntryRow[] {
  return legs(movement).map(({ accountKind, account, amount }, position) => ({
    chainId,
    identity,
    position,
    accountKind,
    account: lower(account),
    token,
    amount,
    blockNumber,
  }))
}
