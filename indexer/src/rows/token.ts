import type { Hex } from 'viem'
import type { EscrowEvent, EventName, Origin } from '../event.ts'
import { lower } from '../hex.ts'
import { checker } from '../mismatch.ts'
import type { BalanceEntryRow, TokenRow } from './types.ts'

/** A token that nothing was said of yet. */
export function unknownToken(chainId: number, token: Hex): TokenRow {
  return {
    chainId,
    token: lower(token),
    listed: false,
    escrowed: 0n,
    available: 0n,
    prepaid: 0n,
    blockNumber: 0n,
  }
}

/** Whether money may enter in the token from now on. What is inside stays, listed or not. */
export function tokenListed(event: EscrowEvent<'TokenListed'>, before: TokenRow): TokenRow {
  return { ...before, listed: event.args.listed, blockNumber: event.block.number }
}

/** What the escrow owes in the token after a fact with these legs. It never owes less than nothing. */
export function tokenAfter(
  at: { chainId: number; name: EventName; origin: Origin },
  before: TokenRow,
  entries: BalanceEntryRow[],
): TokenRow {
  const after = { ...before, blockNumber: at.origin.block.number }
  for (const { accountKind, amount } of entries)
    if (accountKind !== 'external') after[accountKind === 'escrow' ? 'escrowed' : accountKind] += amount
  const check = checker(at.chainId, at.name, at.origin)
  for (const kind of ['escrowed', 'available', 'prepaid'] as const)
    check.atLeast(`${kind} of all accounts in ${before.token}`, after[kind], 0n)
  return after
}
