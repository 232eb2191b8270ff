import type { EscrowEvent } from '../event.ts'
import { checker } from '../mismatch.ts'
import { balanceEntries } from './balanceEntries.ts'
import { openedPayment } from './opened.ts'
import { paymentEventRow } from './paymentEvent.ts'
import type { PaymentRow, PaymentRows } from './types.ts'

/** Money went from the payer to the merchant at once. */
export function charged(
  chainId: number,
  event: EscrowEvent<'Charged'>,
  before: PaymentRow | null,
): PaymentRows {
  const { args } = event
  const check = checker(chainId, 'Charged', event)
  check.absent(`payment ${args.id}`, before)

  const { fee, seq } = args
  const payment = openedPayment(chainId, event, { captured: args.terms.amount, fees: fee })
  check.equal('capturableAfter', args.capturableAfter, payment.capturable)
  check.equal('refundableAfter', args.refundableAfter, payment.refundable)

  const { payer, merchant, amount, source, feeRecipient } = payment
  const said = { kind: 'charged', amount, fee, feeRecipient, source } as const
  const paymentEvent = paymentEventRow(chainId, event, payment, { ...said, seq })
  return { payment, paymentEvent, entries: balanceEntries(paymentEvent, { ...said, payer, merchant }) }
}
