import type { Mode, Terms } from '@florin/sdk/escrow/terms.ts'
import { type Address, getAddress } from 'viem'
import { lowerCase, ZERO_ADDRESS } from './address.ts'
import { fromSeconds } from './clock.ts'

type Hex = `0x${string}`

/** Terms as they are kept and shown: the names of the Solidity struct, whole numbers as text, addresses in lower case. */
export interface TermsRow {
  payer: Hex
  merchant: Hex
  operator: Hex
  token: Hex
  amount: string
  mode: Mode
  authorize_by: string
  capture_by: string
  refund_by: string
  min_fee_bps: number
  max_fee_bps: number
  fee_recipient: Hex
  invoice_ref: Hex
  salt: string
}

const MINUTE = 60n
const DAY = 24n * 60n * MINUTE

/** How long a payer has to sign and be mined. */
const AUTHORIZE_WINDOW = 30n * MINUTE
/** How long a merchant has to capture what was authorized. */
const CAPTURE_WINDOW = 7n * DAY
/** How long the operator may refund; the merchant itself has no deadline. */
const REFUND_WINDOW = 180n * DAY

export interface TermsInput {
  payer: Address
  merchant: Address
  operator: Address
  token: Address
  amount: bigint
  captureMethod: 'automatic' | 'manual'
  /** Chain time in seconds. */
  now: bigint
  /** The invoice's end in seconds, if it has one. */
  expiresAt: bigint | null
  feeBps: number
  /** Up to which a capture may raise it; an automatic one takes the least. */
  feeMaxBps: number
  feeRecipient: Address | null
  invoiceRef: Hex
  salt: bigint
}

/** The terms that one payer is offered for one invoice. */
export function issueTerms(input: TermsInput): Terms {
  const latest = input.now + AUTHORIZE_WINDOW
  const authorizeBy = input.expiresAt !== null && input.expiresAt < latest ? input.expiresAt : latest
  const captureBy = input.captureMethod === 'manual' ? authorizeBy + CAPTURE_WINDOW : authorizeBy
  return {
    payer: input.payer,
    merchant: input.merchant,
    operator: input.operator,
    token: input.token,
    amount: input.amount,
    mode: input.captureMethod === 'manual' ? 'escrow' : 'charge',
    authorizeBy,
    captureBy,
    refundBy: captureBy + REFUND_WINDOW,
    minFeeBps: input.feeBps,
    maxFeeBps: input.feeMaxBps,
    feeRecipient: input.feeMaxBps > 0 && input.feeRecipient ? input.feeRecipient : ZERO_ADDRESS,
    invoiceRef: input.invoiceRef,
    salt: input.salt,
  }
}

export function toTermsRow(terms: Terms): TermsRow {
  return {
    payer: lowerCase(terms.payer),
    merchant: lowerCase(terms.merchant),
    operator: lowerCase(terms.operator),
    token: lowerCase(terms.token),
    amount: terms.amount.toString(),
    mode: terms.mode,
    authorize_by: terms.authorizeBy.toString(),
    capture_by: terms.captureBy.toString(),
    refund_by: terms.refundBy.toString(),
    min_fee_bps: terms.minFeeBps,
    max_fee_bps: terms.maxFeeBps,
    fee_recipient: lowerCase(terms.feeRecipient),
    invoice_ref: terms.invoiceRef,
    salt: terms.salt.toString(),
  }
}

export function fromTermsRow(row: TermsRow): Terms {
  return {
    payer: row.payer,
    merchant: row.merchant,
    operator: row.operator,
    token: row.token,
    amount: BigInt(row.amount),
    mode: row.mode,
    authorizeBy: BigInt(row.authorize_by),
    captureBy: BigInt(row.capture_by),
    refundBy: BigInt(row.refund_by),
    minFeeBps: row.min_fee_bps,
    maxFeeBps: row.max_fee_bps,
    feeRecipient: row.fee_recipient,
    invoiceRef: row.invoice_ref,
    salt: BigInt(row.salt),
  }
}

/** Terms as the API shows them: addresses with their checksum. */
export function showTerms(row: TermsRow): TermsRow {
  return {
    ...row,
    payer: getAddress(row.payer),
    merchant: getAddress(row.merchant),
    operator: getAddress(row.operator),
    token: getAddress(row.token),
    fee_recipient: getAddress(row.fee_recipient),
  }
}

export function captureDeadline(row: TermsRow): Date {
  return fromSeconds(BigInt(row.capture_by))
}
