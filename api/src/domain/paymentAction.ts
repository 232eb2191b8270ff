import { DomainError } from './errors.ts'
import type { RelayKind } from './relay.ts'

export type ActionKind = 'capture' | 'void' | 'refund'

/** Where a request names a payment, and the amount of it: each fault is one of these fields. */
export interface Fields {
  payment: string
  amount: string
}

export const IN_PATH: Fields = { payment: 'id', amount: 'amount' }
export const IN_BODY: Fields = { payment: 'payment', amount: 'amount' }
/** A call is one field, which holds both. */
export const IN_CALL: Fields = { payment: 'call.data', amount: 'call.data' }

/** A payment as far as its money is concerned. */
export interface ActionPayment {
  id: string
  status: 'pending' | 'confirmed' | 'finalized' | 'reverted'
  /** Null where the money entered the escrow. */
  x402: object | null
  capturable: bigint
  refundable: bigint
}

/** A relay that may still change the payment. A void has no amount: it takes all that is left. */
export interface LiveAction {
  id: string
  kind: RelayKind
  amount: bigint | null
}

/** What was paid from wallet to wallet is nothing that the contract could give back. */
export function requireInEscrow(payment: ActionPayment, { payment: param } = IN_PATH): void {
  if (payment.x402 === null) return
  throw new DomainError(
    'payment_not_in_escrow',
    `Payment ${payment.id} went to your own wallet by x402; give it back by a transfer from there.`,
    { param },
  )
}

/** Only what is deep enough in the chain is acted upon. */
export function requireConfirmed(payment: ActionPayment, { payment: param } = IN_PATH): void {
  if (payment.status === 'confirmed' || payment.status === 'finalized') return
  throw new DomainError(
    'payment_not_confirmed',
    `Payment ${payment.id} is ${payment.status}; wait until it is confirmed.`,
    { param },
  )
}

/** How much to capture: what was asked for, or all that nothing else is capturing already. */
export function captureUnits(
  payment: ActionPayment,
  live: readonly LiveAction[],
  asked: bigint | null,
  at = IN_PATH,
): bigint {
  refuseBeside(payment, live, ['void'], at)
  return within('captured', payment, live, asked, at)
}

/** Whether there is anything to give back. Neither order of a void and a capture in flight could be promised. */
export function requireVoidable(payment: ActionPayment, live: readonly LiveAction[], at = IN_PATH): void {
  refuseBeside(payment, live, ['void', 'capture'], at)
  within('voided', payment, [], null, at)
}

/** How much to refund: what was asked for, or all that nothing else is refunding already. */
export function refundUnits(
  payment: ActionPayment,
  live: readonly LiveAction[],
  asked: bigint | null,
  at = IN_PATH,
): bigint {
  return within('refunded', payment, live, asked, at)
}

function refuseBeside(
  payment: ActionPayment,
  live: readonly LiveAction[],
  kinds: readonly RelayKind[],
  { payment: param }: Fields,
): void {
  const other = live.find((action) => kinds.includes(action.kind))
  if (!other) return
  throw new DomainError(
    'relay_in_flight',
    `A ${other.kind} of payment ${payment.id} is under way as ${other.id}; wait until it ends.`,
    { param, extra: { relay: other.id } },
  )
}

type Verb = 'captured' | 'voided' | 'refunded'

/** The amount of an action, if the payment has it and no relay of the same kind is about to take it. */
function within(
  verb: Verb,
  payment: ActionPayment,
  live: readonly LiveAction[],
  asked: bigint | null,
  at: Fields,
): bigint {
  const total = verb === 'refunded' ? payment.refundable : payment.capturable
  const same = live.filter(({ kind }) => kind === (verb === 'refunded' ? 'refund' : 'capture'))
  const left = same.reduce((rest, { amount }) => rest - (amount ?? 0n), total)
  const least = asked ?? 1n
  if (least > total) throw tooMuch(verb, payment, total, at)
  if (least > left) throw takenBy(same, verb, payment, left, at)
  return asked ?? left
}

function tooMuch(verb: Verb, payment: ActionPayment, total: bigint, at: Fields): DomainError {
  const code = verb === 'refunded' ? 'payment_not_refundable' : 'payment_not_capturable'
  if (total <= 0n) {
    return new DomainError(code, `Nothing of payment ${payment.id} is left to be ${verb}.`, {
      param: at.payment,
    })
  }
  const message = `${at.amount}: must be at most ${total} base units: no more is left to be ${verb}.`
  return new DomainError(code, message, { param: at.amount, extra: { left: total.toString() } })
}

function takenBy(
  live: readonly LiveAction[],
  verb: Verb,
  payment: ActionPayment,
  left: bigint,
  { amount: param }: Fields,
): DomainError {
  const free = left > 0n ? left : 0n
  return new DomainError(
    'relay_in_flight',
    `Only ${free} base units of payment ${payment.id} can be ${verb} while other relays are under way; wait until they end.`,
    { param, extra: { relay: live[0]?.id ?? null, left: free.toString() } },
  )
}
