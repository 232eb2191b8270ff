import {
  encodeAuthorize,
  encodeCapture,
  encodeCharge,
  encodeRefund,
  encodeVoid,
  encodeWithdraw,
  senderAuth,
} from '@florin/sdk/escrow/calldata.ts'
import { feeBounds } from '@florin/sdk/escrow/fees.ts'
import type { Terms } from '@florin/sdk/escrow/terms.ts'
import type { EscrowChain } from './escrowChain.ts'

const byAllowance = { source: 'allowance', signature: '0x' } as const
const fromBalance = { source: 'available', signature: '0x' } as const

export const chargeData = (terms: Terms) =>
  encodeCharge(terms, feeBounds(terms.amount, terms).least, byAllowance)

/** Every verb once or more: nine facts about four payments, two withdrawals. */
export async function playEveryVerb(chain: EscrowChain) {
  const { escrow, token, send, terms, address } = chain
  const captured = await terms()
  const voided = await terms()
  const charged = await terms({ mode: 'charge' })

  await send('payer', escrow, encodeAuthorize(captured, byAllowance))
  await send('merchant', escrow, encodeCapture(captured, 4_000_000n, 40_000n, senderAuth))
  await send('operator', escrow, encodeCapture(captured, 5_000_000n, 50_000n, senderAuth))
  await send('operator', escrow, encodeVoid(captured, senderAuth))
  await send('payer', escrow, encodeAuthorize(voided, byAllowance))
  await send('merchant', escrow, encodeVoid(voided, senderAuth))
  await send('payer', escrow, chargeData(charged))
  await send('merchant', escrow, encodeRefund(charged, 9_900_000n, 'available', senderAuth))
  // The merchant pays another merchant out of what it holds.
  const spent = await terms({ payer: address('merchant'), merchant: address('payer'), amount: 1_000_000n })
  await send('merchant', escrow, encodeAuthorize(spent, fromBalance))
  await send('merchant', escrow, encodeWithdraw(token, 2_000_000n, address('merchant'), senderAuth))
  await send('feeRecipient', escrow, encodeWithdraw(token, 190_000n, address('feeRecipient'), senderAuth))
  return { captured, voided, charged, spent }
}
