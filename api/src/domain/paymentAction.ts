import { DomainError } from './errors.ts'
import type { RelayKind } from './relay.ts'

export type ActionKind = 'capture' | 'void' | 'refund'

/** A payment as far as its money is concerned. */
export interface ActionPayment {
  id: string
  status: 'pending' | 'confirmed' | 'finalized' | 'reverted'
  capturable: bigint
  refundable: bigint
}

/** A relay that may still change the payment. A void has no amount: it takes all that is left. */
export interface LiveAction {
  id: string
  kind: RelayKind
  amount: bigint | null
}

/** Only what is deep enough in the chain is acted upon. */
export function requireConfirmed(payment: ActionPayment): void {
  if (payment.status === 'confirmed' || payment.status === 'finalized') return
  throw new DomainError(
    'payment_not_confirmed',
    `Payment ${payment.id} is ${payment.status}; wait until it is confirmed.`,
    { param: 'id' },
  )
}

/** How much to capture: what was asked for, or all that nothing else is capturing already. */
export function captureUnits(
  payment: ActionPayment,
  live: readonly LiveAction[],
  asked: bigint | null,
): bigint {
  refuseBeside(payment, live, ['void'])
  const left = payment.capturable - sumOf(live, 'capture')
  return within('payment_not_capturable', 'captured', payment, left, asked)
}

/** Whether there is anything to give back. Neither order of a void and a capture in flight could be promised. */
export function requireVoidable(payment: ActionPayment, live: readonly LiveAction[]): void {
  refuseBeside(payment, live, ['void', 'capture'])
  within('payment_not_capturable', 'voided', payment, payment.capturable, null)
}

/** How much to refund: what was asked for, if nothing else is refunding it already. */
export function refundUnits(payment: ActionPayment, live: readonly LiveAction[], asked: bigint): bigint {
  const left = payment.refundable - sumOf(live, 'refund')
  return within('payment_not_refundable', 'refunded', payment, left, asked)
}

function sumOf(live: readonly LiveAction[], kind: RelayKind): bigint {
  return live.reduce((sum, action) => (action.kind === kind ? sum + (action.amount ?? 0n) : sum), 0n)
}

function refuseBeside(
  payment: ActionPayment,
  live: readonly LiveAction[],
  kinds: readonly RelayKind[],
): void {
  const other = live.find((action) => kinds.includes(action.kind))
  if (!other) return
  throw new DomainError(
    'relay_in_flight',
    `A ${other.kind} of payment ${payment.id} is under way as ${other.id}; wait until it ends.`,
    { param: 'id', extra: { relay: other.id } },
  )
}

function within(
  code: 'payment_not_capturable' | 'payment_not_refundable',
  verb: string,
  payment: ActionPayment,
  left: bigint,
  asked: bigint | null,
): bigint {
  if (left <= 0n) {
    throw new DomainError(code, `Nothing of payment ${payment.id} is left to be ${verb}.`, { param: 'id' })
  }
  if (asked !== null && asked > left) {
    throw new DomainError(code, `amount must be at most ${left} base units: no more is left to be ${verb}.`, {
      param: 'amount',
      extra: { left: left.toString() },
    })
  }
  return asked ?? left
}
