import type { Hex } from 'viem'
import type { EscrowEvent, EscrowEventName, Origin } from '../event.ts'
import { lower } from '../hex.ts'
import { checker } from '../mismatch.ts'
import type { AccountBalanceRow, BalanceEntryRow, PaymentEventRow } from './types.ts'

// The contract states a balance in `BalanceChanged` and its cause in another event of the same call. The statement comes
// first, except where intake takes the payer's available balance: there it follows. Either way the one that comes
// second compares, so that no statement and no leg goes unproven.

/** A balance that nothing has moved yet. */
export function emptyBalance(chainId: number, account: Hex, token: Hex): AccountBalanceRow {
  const nothing = { available: 0n, prepaid: 0n, seq: 0n, unproven: 0n, proofDue: false, blockNumber: 0n }
  return { chainId, account: lower(account), token: lower(token), ...nothing }
}

/** The balance as the contract states it. */
export function balanceChanged(
  chainId: number,
  event: EscrowEvent<'BalanceChanged'>,
  before: AccountBalanceRow,
): AccountBalanceRow {
  const { availableAfter: available, prepaidAfter, seq } = event.args
  const check = checker(chainId, 'BalanceChanged', event)
  check.equal('seq', seq, before.seq + 1n)
  check.equal('prepaidAfter', prepaidAfter, before.prepaid)
  if (before.proofDue) check.equal('availableAfter', available, before.available - before.unproven)

  const unproven = before.unproven + available - before.available
  return { ...before, available, seq, unproven, proofDue: false, blockNumber: event.block.number }
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
  return { ...before, available: availableAfter, seq, blockNumber: event.block.number }
}

type Settled = { paymentEvent: PaymentEventRow; entries: BalanceEntryRow[] }

/**
 * Lays the legs of a fact beside what the contract stated.
 * @param before The balances of `settledAccounts`, in that order.
 */
export function settledBalances(
  at: { chainId: number; name: EscrowEventName; origin: Origin },
  { paymentEvent: fact, entries }: Settled,
  before: AccountBalanceRow[],
): AccountBalanceRow[] {
  const check = checker(at.chainId, at.name, at.origin)
  return before.map((balance) => {
    if (fact.seq !== null && balance.account === fact.merchant)
      check.equal('seq', fact.seq, balance.seq - creditsAfterSeq(fact))

    const legs = entries.filter((leg) => leg.accountKind === 'available' && leg.account === balance.account)
    const unproven = legs.reduce((rest, leg) => rest - leg.amount, balance.unproven)
    const proofDue = paysFromAvailable(fact) && balance.account === fact.payer
    if (!proofDue)
      check.equal(`available of ${balance.account}`, balance.available, balance.available - unproven)
    return { ...balance, unproven, proofDue }
  })
}

/** Whose balances a fact's legs move or whose seq it repeats, each once. */
export function settledAccounts({ paymentEvent: fact, entries }: Settled): Hex[] {
  const moved = entries.filter((leg) => leg.accountKind === 'available').map((leg) => leg.account)
  return [...new Set(fact.seq === null ? moved : [fact.merchant, ...moved])]
}

/** A merchant that is also the fee recipient is credited twice; the event repeats the seq between the two. */
function creditsAfterSeq(fact: PaymentEventRow): bigint {
  return fact.fee > 0n && fact.feeRecipient === fact.merchant ? 1n : 0n
}

function paysFromAvailable({ kind, source }: PaymentEventRow): boolean {
  return (kind === 'authorized' || kind === 'charged') && source === 'available'
}
