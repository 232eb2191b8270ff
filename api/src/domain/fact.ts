import type { TermsRow } from './terms.ts'

type Hex = `0x${string}`

/** What can happen to money on chain. */
export type FactKind =
  | 'authorized'
  | 'charged'
  | 'captured'
  | 'voided'
  | 'reclaimed'
  | 'refunded'
  | 'withdrawn'

/** What a fact's event said; amounts are decimal strings of base units. */
export interface FactPayload {
  token: Hex
  payer: Hex | null
  amount: string
  fee: string | null
  recipient: Hex | null
  capturable_after: string | null
  refundable_after: string | null
  /** Full terms, with the first fact of a payment only. */
  terms: TermsRow | null
}

/** One signed leg of a fact. The legs of a fact sum to zero per token. */
export interface Leg {
  account: string
  token: Hex
  amount: string
}

/** A fact begins a payment's life where money enters the escrow. */
export function isIntake(kind: FactKind): kind is 'authorized' | 'charged' {
  return kind === 'authorized' || kind === 'charged'
}
