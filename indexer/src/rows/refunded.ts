import { sourceName } from '../enums.ts'
import type { EscrowEvent } from '../event.ts'
import { checker } from '../mismatch.ts'
import { paymentStatus } from '../status.ts'
import { balanceEntries } from './balanceEntries.ts'
import { paymentEventRow } from './paymentEvent.ts'
import type { PaymentRow, PaymentRows } from './types.ts'

/** The merchant gave captured money back to the payer. */
export function refunded(
  chainId: number,
  event: EscrowEvent<'Refunded'>,
  row: PaymentRow | null,
): PaymentRows {
  const { amount, credited, seq, ...args } = event.args
  const check = checker(chainId, 'Refunded', event)
  const before = check.present(`payment ${args.id}`, row)

  const totals = {
    ...before,
    refunded: before.refunded + amount,
    refundable: before.refundable - amount,
  }
  const payment = { ...totals, status: paymentStatus(totals) }
  check.equal('capturableAfter', args.capturableAfter, payment.capturable)
  check.equal('refundableAfter', args.refundableAfter, payment.refundable)

  const { merchant, payer: to } = payment
  const said = { kind: 'refunded', amount, source: sourceName(args.source), credited } as const
  const paymentEvent = paymentEventRow(chainId, event, payment, { ...said, recipient: to, seq })
  return { payment, paymentEvent, entries: balanceEntries(paymentEvent, { ...said, merchant, to }) }
}
