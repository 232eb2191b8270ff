import type { Hex } from 'viem'
import type { EscrowEventName, Origin } from '../event.ts'
import { checker } from '../mismatch.ts'
import type {
  AccountBalanceRow,
  BalanceEntryRow,
  BalanceEventRows,
  PaymentEventRow,
  PaymentRows,
} from './types.ts'

/** What a fact says about balances. */
export type Fact = {
  entries: BalanceEntryRow[]
  token: Hex
  /** Whose sequence the fact repeats. */
  account: Hex
  /** Null where it repeats none. */
  seq: bigint | null
  /** Whose available balance pays: its statement follows the fact. */
  payer: Hex | null
  /** The part of a credit that is stated as another one, after the one that `seq` counts. */
  fee: { recipient: Hex; amount: bigint } | null
  /** Captures of a batch come before the one statement that sums them up. */
  canBeBatched: boolean
}

export function factOfPayment({ paymentEvent: event, entries }: PaymentRows): Fact {
  const { kind, token, merchant, payer, source, seq, fee, feeRecipient } = event
  return {
    entries,
    token,
    account: merchant,
    seq,
    payer: isIntake(kind) && source === 'available' ? payer : null,
    fee: feeRecipient === null || fee === 0n ? null : { recipient: feeRecipient, amount: fee },
    canBeBatched: kind === 'captured',
  }
}

export function factOfBalance({ balanceEvent: event, entries }: BalanceEventRows): Fact {
  const { token, account, seq } = event
  return { entries, token, account, seq, payer: null, fee: null, canBeBatched: false }
}

function isIntake(kind: PaymentEventRow['kind']): boolean {
  return kind === 'authorized' || kind === 'charged'
}

/** Whose balances a fact's legs move or whose seq it repeats, each once. */
export function settledAccounts({ entries, account, seq }: Fact): Hex[] {
  const moved = entries.filter(isBalance).map((leg) => leg.account)
  return [...new Set(seq === null ? moved : [account, ...moved])]
}

function isBalance({ accountKind }: BalanceEntryRow): boolean {
  return accountKind === 'available' || accountKind === 'prepaid'
}

type Place = { chainId: number; name: EscrowEventName; origin: Origin }

/**
 * Lays the legs of a fact beside what the contract stated.
 * @param before The balances of `settledAccounts`, in that order.
 */
export function settledBalances(at: Place, fact: Fact, before: AccountBalanceRow[]): AccountBalanceRow[] {
  // Every capture moves a balance: a statement that went before it has left its mark.
  const batched = fact.canBeBatched && before.every(({ unproven }) => unproven === 0n)
  return before.map((balance) => (batched ? announced(at, fact, balance) : proven(at, fact, balance)))
}

/** The statement went before, but for what is paid from a balance. */
function proven(at: Place, fact: Fact, balance: AccountBalanceRow): AccountBalanceRow {
  const check = checker(at.chainId, at.name, at.origin)
  const { account, available, prepaid } = balance
  const statedAfterSeq = fact.fee?.recipient === account ? 1n : 0n
  if (fact.seq !== null && account === fact.account)
    check.equal('seq', fact.seq, balance.seq - statedAfterSeq)

  const legs = fact.entries.filter((leg) => leg.account === account)
  const due = account === fact.payer ? sum(legs, 'available', (amount) => amount < 0n) : 0n
  const unproven = balance.unproven - sum(legs, 'available') + due
  const unprovenPrepaid = balance.unprovenPrepaid - sum(legs, 'prepaid')
  check.equal(`available of ${account}`, available, available - unproven)
  check.equal(`prepaid of ${account}`, prepaid, prepaid - unprovenPrepaid)
  return { ...balance, unproven, unprovenPrepaid, due: balance.due + due }
}

/** A capture of a batch: the statement follows, once for the whole group and once more for its fees. */
function announced(at: Place, fact: Fact, balance: AccountBalanceRow): AccountBalanceRow {
  const isMerchant = balance.account === fact.account
  const credit = sum(
    fact.entries.filter((leg) => leg.account === balance.account),
    'available',
  )
  const fee = isMerchant && fact.fee?.recipient === balance.account ? fact.fee.amount : 0n
  const after = { ...balance, due: balance.due + credit - fee, feesDue: balance.feesDue + fee }
  if (isMerchant && fact.seq !== null) {
    const expected = balance.seq + (after.due > 0n ? 1n : 0n)
    checker(at.chainId, at.name, at.origin).equal('seq', fact.seq, expected)
  }
  return after
}

function sum(
  legs: BalanceEntryRow[],
  kind: BalanceEntryRow['accountKind'],
  counts: (amount: bigint) => boolean = () => true,
): bigint {
  return legs
    .filter((leg) => leg.accountKind === kind && counts(leg.amount))
    .reduce((total, leg) => total + leg.amount, 0n)
}
