import type { EscrowEvent } from '../event.ts'
import { checker } from '../mismatch.ts'
import { balanceEntries } from './balanceEntries.ts'
import { openedPayment } from './opened.ts'
import { paymentEventRow } from './paymentEvent.ts'
import type { PaymentRow, PaymentRows } from './types.ts'

/** Money entered escrow. */
export function authorized(
  chainId: number,
  event: EscrowEvent<'Authorized'>,
  before: PaymentRow | null,
): PaymentRows {
  const { args } = event
  const check = checker(chainId, 'Authorized', event)
  check.absent(`payment ${args.id}`, before)

  const payment = openedPayment(chainId, event, { captured: 0n, fees: 0n })
  check.equal('capturableAfter', args.capturableAfter, payment.capturable)
  check.equal('refundableAfter', args.refundableAfter, payment.refundable)

  const { id: paymentId, payer, amount, source } = payment
  const paymentEvent = paymentEventRow(chainId, event, payment, { kind: 'authorized', amount, source })
  const entries = balanceEntries(paymentEvent, { kind: 'authorized', paymentId, payer, amount, source })
  return { payment, paymentEvent, entries }
}
