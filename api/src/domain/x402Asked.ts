import { shownAddress } from './address.ts'
import type { X402Payment, X402Refusal } from './x402.ts'

type Hex = `0x${string}`

/** What the merchant asks for. */
interface Asked {
  payTo: Hex
  token: Hex
  amount: bigint
}

/**
 * Refuses a payment of other money than is asked for now, in the words of x402's own schemes. They judge only what is sent: a
 * repetition is answered without them.
 */
export function refuseOther(payment: X402Payment, asked: Asked): X402Refusal | undefined {
  const words = WORDS[payment.method]
  const { payTo, token, amount } = asked
  if (payment.payTo !== payTo)
    return {
      reason: words.payTo,
      message: `what is signed pays ${shownAddress(payment.payTo)} and not ${shownAddress(payTo)}`,
    }
  if (payment.token !== token)
    return {
      reason: words.token,
      message: `what is signed moves ${shownAddress(payment.token)} and not ${shownAddress(token)}`,
    }
  if (payment.amount !== amount)
    return { reason: words.amount, message: `what is signed moves ${payment.amount} and not ${amount}` }
  return undefined
}

/** What x402's clients sign is usable for as long as the merchant says, and clocks differ by less than the slack. In seconds. */
const LONGEST_WAIT = 3_600
const SLACK = 300n

/**
 * Refuses what would be usable for long. Until its deadline it may be executed by anybody, so that its relay is under way, and a
 * payment that the chain refused has not failed.
 * @param now In seconds of chain time.
 */
export function refuseLong(
  { deadline }: X402Payment,
  maxTimeoutSeconds: number,
  now: bigint,
): X402Refusal | undefined {
  const wait = Math.ceil(Math.min(Math.max(maxTimeoutSeconds, 0), LONGEST_WAIT))
  const latest = now + BigInt(wait) + SLACK
  if (deadline <= latest) return undefined
  return {
    reason: 'deadline_too_late',
    message: `what is signed is usable until ${deadline}; it may be at most until ${latest}`,
  }
}

const WORDS = {
  eip3009: {
    payTo: 'invalid_exact_evm_recipient_mismatch',
    token: 'invalid_exact_evm_token_name_mismatch',
    amount: 'invalid_exact_evm_payload_authorization_value_mismatch',
  },
  permit2: {
    payTo: 'invalid_permit2_recipient_mismatch',
    token: 'permit2_token_mismatch',
    amount: 'permit2_amount_mismatch',
  },
} as const
