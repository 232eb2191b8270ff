import type { Hex } from 'viem'
import { identity, type Origin } from '../event.ts'
import { lower } from '../hex.ts'
import { legs, type Movement } from '../legs.ts'
import type { BalanceEntryRow } from './types.ts'

/** The legs of a fact as rows, in the order `legs` gives them. */
export function balanceEntries(
  chainId: number,
  origin: Origin,
  token: Hex,
  movement: Movement,
): BalanceEntryRow[] {
  const key = { chainId, identity: identity(chainId, origin) }
  return legs(movement).map(({ accountKind, account, amount }, position) => ({
    ...key,
    position,
    accountKind,
    account: lower(account),
    token: lower(token),
    amount,
    blockNumber: origin.block.number,
  }))
}
