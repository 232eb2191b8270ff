import type { Hex } from 'viem'
import type { EventName, Origin } from '../event.ts'
import { checker } from '../mismatch.ts'
import { requireProven, requireStated } from './balances.ts'
import type {
  AccountBalanceRow,
  BalanceEntryRow,
  BalanceEventRows,
  PaymentEventRow,
  PaymentRows,
  SubscriptionChargeRows,
  UsageChargeRows,
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
  /**
   * Where the statement of a credit stands: before its fact; or after all the facts that it sums up, as with captures of a
   * batch, and always with charges of subscriptions.
   */
  statement: 'before' | 'before or after' | 'after'
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
    statement: kind === 'captured' ? 'before or after' : 'before',
  }
}

export function factOfBalance({ balanceEvent: event, entries }: BalanceEventRows): Fact {
  const { token, account, seq } = event
  return { entries, token, account, seq, payer: null, fee: null, statement: 'before' }
}

export function factOfCharge(rows: SubscriptionChargeRows | UsageChargeRows): Fact {
  const { token, merchant, fee, feeRecipient } =
    'subscriptionCharge' in rows ? rows.subscriptionCharge : rows.usageCharge
  return {
    entries: rows.entries,
    token,
    account: merchant,
    seq: null,
    payer: null,
    fee: fee === 0n ? null : { recipient: feeRecipient, amount: fee },
    statement: 'after',
  }
}

function isIntake(kind: PaymentEventRow['kind']): boolean {
  return kind === 'authorized' || kind === 'charged'
}

/**
 * Whose balances a fact's legs move or whose seq it repeats, each once. A fact that is stated afterwards is a charge, which
 * states the prepaid balance that it moves itself (`balanceCharged`).
 */
export function settledAccounts({ entries, account, seq, statement }: Fact): Hex[] {
  const isSettled = ({ accountKind }: BalanceEntryRow) =>
    accountKind === 'available' || (accountKind === 'prepaid' && statement !== 'after')
  const moved = entries.filter(isSettled).map((leg) => leg.account)
  return [...new Set(seq === null ? moved : [account, ...moved])]
}

type Place = { chainId: number; name: EventName; origin: Origin }

/**
 * Lays the legs of a fact beside what the contract stated. Answers with the balances that this changes.
 * @param before The balances of `settledAccounts`, in that order.
 */
export function settledBalances(at: Place, fact: Fact, before: AccountBalanceRow[]): AccountBalanceRow[] {
  const follows = statementFollows(fact, before)
  return before.flatMap((balance) => {
    const after = follows ? announced(at, fact, balance) : proven(at, fact, balance)
    return isKnown(balance) && isSettledAlike(balance, after) ? [] : [after]
  })
}

/** The contract has stated it once. */
function isKnown({ seq }: AccountBalanceRow): boolean {
  return seq !== 0n
}

function isSettledAlike(one: AccountBalanceRow, other: AccountBalanceRow): boolean {
  return (
    one.unproven === other.unproven &&
    one.unprovenPrepaid === other.unprovenPrepaid &&
    one.due === other.due &&
    one.feesDue === other.feesDue
  )
}

function statementFollows({ statement }: Fact, before: AccountBalanceRow[]): boolean {
  if (statement !== 'before or after') return statement === 'after'
  // Every capture moves a balance: a statement that went before it has left its mark.
  return before.every(({ unproven }) => unproven === 0n)
}

/** The statement went before, but for what is paid from a balance. */
function proven(at: Place, fact: Fact, balance: AccountBalanceRow): AccountBalanceRow {
  const check = checker(at.chainId, at.name, at.origin)
  const { account, available, prepaid } = balance
  requireStated(check, balance)
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

/** One of several facts: the statement follows, once for all of them and once more for their fees. */
export function announced(at: Place, fact: Fact, balance: AccountBalanceRow): AccountBalanceRow {
  requireProven(checker(at.chainId, at.name, at.origin), balance)
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
