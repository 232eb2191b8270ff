import type { EscrowEvent } from '../event.ts'
import { checker } from '../mismatch.ts'
import { paymentStatus } from '../status.ts'
import { balanceEntries } from './balanceEntries.ts'
import { paymentEventRow } from './paymentEvent.ts'
import type { PaymentRow, PaymentRows } from './types.ts'

/** The operator or merchant gave the uncaptured rest back to the payer. */
export function voided(
  chainId: number,
  event: EscrowEvent<'Voided'>,
  before: PaymentRow | null,
): PaymentRows {
  return returned(chainId, { name: 'Voided', kind: 'voided', event }, before)
}

/** The uncaptured rest went back to the payer because the time to capture had passed. */
export function reclaimed(
  chainId: number,
  event: EscrowEvent<'Reclaimed'>,
  before: PaymentRow | null,
): PaymentRows {
  return returned(chainId, { name: 'Reclaimed', kind: 'reclaimed', event }, before)
}

type Returned =
  | { name: 'Voided'; kind: 'voided'; event: EscrowEvent<'Voided'> }
  | { name: 'Reclaimed'; kind: 'reclaimed'; event: EscrowEvent<'Reclaimed'> }

function returned(chainId: number, { name, kind, event }: Returned, row: PaymentRow | null): PaymentRows {
  const { amount, credited, ...args } = event.args
  const check = checker(chainId, name, event)
  const before = check.present(`payment ${args.id}`, row)
  check.equal('amount', amount, before.capturable)

  const totals = { ...before, [kind]: before[kind] + amount, capturable: before.capturable - amount }
  const payment = { ...totals, status: paymentStatus(totals) }
  check.equal('capturableAfter', args.capturableAfter, payment.capturable)
  check.equal('refundableAfter', args.refundableAfter, payment.refundable)

  const { id: paymentId, payer: to } = payment
  const said = { kind, amount, credited }
  const paymentEvent = paymentEventRow(chainId, event, payment, { ...said, recipient: to })
  return { payment, paymentEvent, entries: balanceEntries(paymentEvent, { ...said, paymentId, to }) }
}
