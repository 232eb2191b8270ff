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
    return { reason: words.payTo, message: `what is signed pays ${payment.payTo} and not ${payTo}` }
  if (payment.token !== token)
    return { reason: words.token, message: `what is signed moves ${payment.token} and not ${token}` }
  if (payment.amount !== amount)
    return { reason: words.amount, message: `what is signed moves ${payment.amount} and not ${amount}` }
  return undefined
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
