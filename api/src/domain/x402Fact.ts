import { zeroAddress, zeroHash } from 'viem'
import { toSeconds } from './clock.ts'
import type { FactPayload, Leg } from './fact.ts'
import type { TermsRow } from './terms.ts'
import type { X402Details } from './x402.ts'

type Hex = `0x${string}`

/** What a relay tells of the payment that it carries. */
interface Carried {
  signer: Hex
  nonce: Hex
  amount: bigint
  deadline: Date
  x402: X402Details
}

/** From the payer's wallet to the merchant's: the escrow holds none of it. */
export function x402Legs({ signer, amount, x402 }: Carried): Leg[] {
  const { token, pay_to } = x402
  return [
    { account: `external:${signer}`, token, amount: (-amount).toString() },
    { account: `external:${pay_to}`, token, amount: amount.toString() },
  ]
}

export function x402Payload(carried: Carried): FactPayload {
  const { signer, amount, x402 } = carried
  return {
    token: x402.token,
    payer: signer,
    amount: amount.toString(),
    fee: null,
    recipient: x402.pay_to,
    capturable_after: null,
    refundable_after: null,
    terms: asTerms(carried),
    x402,
  }
}

/** Whether a fact tells of the very money that a relay carries: the same nonce may have moved other money. */
export function isFactOf(
  { signer, amount, x402 }: Pick<Carried, 'signer' | 'amount' | 'x402'>,
  fact: FactPayload,
): boolean {
  return (
    fact.payer === signer &&
    fact.recipient === x402.pay_to &&
    fact.token === x402.token &&
    fact.amount === amount.toString()
  )
}

/** What the payer signed in the words of terms: a charge without fees, of which nothing can be captured or refunded. */
function asTerms({ signer, nonce, amount, deadline, x402 }: Carried): TermsRow {
  const by = toSeconds(deadline).toString()
  return {
    payer: signer,
    merchant: x402.pay_to,
    operator: x402.pay_to,
    token: x402.token,
    amount: amount.toString(),
    mode: 'charge',
    authorize_by: by,
    capture_by: by,
    refund_by: by,
    min_fee_bps: 0,
    max_fee_bps: 0,
    fee_recipient: zeroAddress,
    invoice_ref: zeroHash,
    salt: BigInt(nonce).toString(),
  }
}
