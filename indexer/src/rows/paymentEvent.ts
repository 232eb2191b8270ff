import { identity, inclusion, type Origin } from '../event.ts'
import { lower } from '../hex.ts'
import type { PaymentEventRow, PaymentRow } from './types.ts'

type Said = Pick<PaymentEventRow, 'kind' | 'amount'> &
  Partial<Pick<PaymentEventRow, 'fee' | 'feeRecipient' | 'recipient' | 'source' | 'credited' | 'seq'>>

/** The row of one fact: what the event said, beside the totals of the payment after it. */
export function paymentEventRow(
  chainId: number,
  origin: Origin,
  after: PaymentRow,
  said: Said,
): PaymentEventRow {
  return {
    ...inclusion(chainId, origin),
    identity: identity(chainId, origin),
    contract: lower(origin.log.address),
    paymentId: after.id,
    token: after.token,
    merchant: after.merchant,
    payer: after.payer,
    capturableAfter: after.capturable,
    refundableAfter: after.refundable,
    kind: said.kind,
    amount: said.amount,
    fee: said.fee ?? 0n,
    feeRecipient: said.feeRecipient ?? null,
    recipient: said.recipient ?? null,
    source: said.source ?? null,
    credited: said.credited ?? null,
    seq: said.seq ?? null,
  }
}
