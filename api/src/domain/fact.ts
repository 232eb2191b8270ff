import type { TermsRow } from './terms.ts'
import type { X402Details } from './x402.ts'

type Hex = `0x${string}`

/** What can happen to the money of a payment. */
type PaymentFactKind =
  | 'authorized'
  | 'charged'
  | 'x402_paid'
  | 'captured'
  | 'voided'
  | 'reclaimed'
  | 'refunded'

/** What an account can do with its own balance. */
export type BalanceFactKind = 'withdrawn' | 'deposited' | 'prepaid_moved' | 'transferred'

/** What subscribers are charged: from their prepaid balances or wallets, to the merchant and the fee recipient. */
type SubscriptionFactKind = 'subscription_charged' | 'usage_charged'

/** What can happen to money on chain; `gas` is what a transaction of ours cost. */
export type FactKind = PaymentFactKind | BalanceFactKind | SubscriptionFactKind | 'gas'

/** What a fact's event said; amounts are decimal strings of base units. */
export interface FactPayload {
  token: Hex
  payer: Hex | null
  amount: string
  fee: string | null
  recipient: Hex | null
  /** Whether money went into the prepaid balance, with deposits and moves within a balance only. */
  to_prepaid?: boolean | null
  /** The giver's own reference, with transfers between balances only. */
  ref?: Hex | null
  /** Which period of which subscription was charged, with charges of subscriptions only. */
  subscription_id?: Hex
  period?: string
  capturable_after: string | null
  refundable_after: string | null
  /** Whose signature with which nonce, where it is one of ours, with refunds and withdrawals only. */
  signed?: string
  /** Full terms, with the first fact of a payment only. */
  terms: TermsRow | null
  /** With x402 payments only. */
  x402?: X402Details
}

/** One signed leg of a fact. The legs of a fact sum to zero per token. */
export interface Leg {
  account: string
  token: Hex
  amount: string
}

export function isBalanceFact(kind: FactKind): kind is BalanceFactKind {
  return kind === 'withdrawn' || kind === 'deposited' || kind === 'prepaid_moved' || kind === 'transferred'
}

/** A fact begins a payment's life where money enters the escrow, or goes from the payer's wallet to the merchant's. */
export function isIntake(kind: FactKind): kind is 'authorized' | 'charged' | 'x402_paid' {
  return kind === 'authorized' || kind === 'charged' || kind === 'x402_paid'
}

/** Facts of these kinds are read from our own transactions; the indexer's views know nothing of them. */
export const OWN_FACTS = ['gas', 'x402_paid'] as const satisfies readonly FactKind[]
