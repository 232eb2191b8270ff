import type { EscrowEvent } from '../event.ts'
import { lower } from '../hex.ts'
import { checker } from '../mismatch.ts'
import { paymentStatus } from '../status.ts'
import { balanceEntries } from './balanceEntries.ts'
import { paymentEventRow } from './paymentEvent.ts'
import type { PaymentRow, PaymentRows } from './types.ts'

/** Money went from escrow to the merchant, and the fee to its recipient. */
export function captured(
  chainId: number,
  event: EscrowEvent<'Captured'>,
  row: PaymentRow | null,
): PaymentRows {
  const { amount, fee, seq, ...args } = event.args
  const check = checker(chainId, 'Captured', event)
  const before = check.present(`payment ${args.id}`, row)
  check.address('token', args.token, before.token)
  check.address('merchant', args.merchant, before.merchant)

  const totals = {
    ...before,
    captured: before.captured + amount,
    fees: before.fees + fee,
    capturable: before.capturable - amount,
    refundable: before.refundable + amount - fee,
  }
  const payment = { ...totals, status: paymentStatus(totals) }
  check.equal('capturableAfter', args.capturableAfter, payment.capturable)
  check.equal('refundableAfter', args.refundableAfter, payment.refundable)

  const { id: paymentId, merchant } = payment
  const said = { kind: 'captured', amount, fee, feeRecipient: lower(args.feeRecipient) } as const
  const paymentEvent = paymentEventRow(chainId, event, payment, { ...said, seq })
  return { payment, paymentEvent, entries: balanceEntries(paymentEvent, { ...said, paymentId, merchant }) }
}
