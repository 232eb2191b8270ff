import type { Hex } from 'viem'
import type { EscrowEvent } from '../event.ts'
import { lower } from '../hex.ts'
import { checker } from '../mismatch.ts'
import type { Charge } from './charge.ts'
import type { AccountBalanceRow } from './types.ts'

// The contract states a balance in `BalanceChanged` and its cause in another event of the same call. Whichever comes second
// is compared with the first (`settled.ts`), so that no statement and no leg goes unproven. A withdrawal, and a charge of a
// subscription from a prepaid balance, state the balance themselves.

/** A balance that nothing has moved yet. */
export function emptyBalance(chainId: number, account: Hex, token: Hex): AccountBalanceRow {
  return {
    chainId,
    account: lower(account),
    token: lower(token),
    available: 0n,
    prepaid: 0n,
    seq: 0n,
    unproven: 0n,
    unprovenPrepaid: 0n,
    due: 0n,
    feesDue: 0n,
    blockNumber: 0n,
  }
}

/** The balance as the contract states it: ahead of the fact that explains it, or after facts that announced it. */
export function balanceChanged(
  chainId: number,
  event: EscrowEvent<'BalanceChanged'>,
  before: AccountBalanceRow,
): AccountBalanceRow {
  const { availableAfter: available, prepaidAfter: prepaid, seq } = event.args
  const check = checker(chainId, 'BalanceChanged', event)
  check.equal('seq', seq, before.seq + 1n)
  const after = { ...before, available, prepaid, seq, blockNumber: event.block.number }

  if (before.due === 0n && before.feesDue === 0n) {
    const unproven = before.unproven + available - before.available
    return { ...after, unproven, unprovenPrepaid: before.unprovenPrepaid + prepaid - before.prepaid }
  }
  const [due, rest] = before.due === 0n ? [before.feesDue, 0n] : [before.due, before.feesDue]
  check.equal('availableAfter', available, before.available + due)
  check.equal('prepaidAfter', prepaid, before.prepaid)
  return { ...after, due: 0n, feesDue: rest }
}

/** `Withdrawn` states the balance and is its own cause. */
export function balanceWithdrawn(
  chainId: number,
  event: EscrowEvent<'Withdrawn'>,
  before: AccountBalanceRow,
): AccountBalanceRow {
  const { amount, availableAfter, prepaidAfter, seq } = event.args
  const check = checker(chainId, 'Withdrawn', event)
  check.equal('seq', seq, before.seq + 1n)
  check.equal('prepaidAfter', prepaidAfter, before.prepaid)
  check.equal('availableAfter', availableAfter, before.available - amount)
  requireProven(check, before)
  requireStated(check, before)
  return { ...before, available: availableAfter, seq, blockNumber: event.block.number }
}

/**
 * A charge from the subscriber's prepaid balance states it and is its own cause. Credits of the same call are stated later, so
 * some may be announced already where the subscriber is the fee recipient.
 */
export function balanceCharged(
  chainId: number,
  { name, event }: Charge,
  before: AccountBalanceRow,
): AccountBalanceRow {
  const { amount, prepaidAfter, seq } = event.args
  const check = checker(chainId, name, event)
  check.equal('seq', seq, before.seq + 1n)
  check.equal('prepaidAfter', prepaidAfter, before.prepaid - amount)
  requireProven(check, before)
  return { ...before, prepaid: prepaidAfter, seq, blockNumber: event.block.number }
}

/** Whatever was stated of a balance earlier, some fact has told why. */
export function requireProven(check: ReturnType<typeof checker>, balance: AccountBalanceRow) {
  check.equal('available that no fact explains', balance.unproven, 0n)
  check.equal('prepaid that no fact explains', balance.unprovenPrepaid, 0n)
}

/** Whatever facts announced earlier, the contract has stated. */
export function requireStated(check: ReturnType<typeof checker>, balance: AccountBalanceRow) {
  check.equal('what is announced and not stated', balance.due === 0n ? balance.feesDue : balance.due, 0n)
}
