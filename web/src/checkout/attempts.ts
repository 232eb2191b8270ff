import { type Address, type Hex, isAddressEqual } from 'viem'
import { type Reader, readObject } from '../parse/reader.ts'

/**
 * One payer's try at paying one invoice. It is remembered in the browser, so that a reload, a second tab or a second
 * click goes on with the same payment request: its nonce can be used once, so the payer can pay once.
 */
export type Attempt = {
  /** Random; makes the idempotency key of the payment request. */
  id: string
  payer: Address
  amountUnits: bigint
  startedAt: Date
  /** Null until the API has answered. */
  authorizeBy: Date | null
  /** The payment that it makes, by the digest of its terms; null until they are verified. */
  onchainId: Hex | null
  /** Whether the payer has ever signed for it. */
  hasSigned: boolean
  /** Kept until the relay is accepted: a lost answer is asked again without asking the wallet again. */
  signature: Hex | null
  relay: string | null
  /** How many relays of this payment request have failed; makes the next relay's idempotency key. */
  failedRelays: number
}

export type AttemptStore = Pick<Storage, 'getItem' | 'setItem'>

const storageKey = (invoice: string) => `florin.attempts.${invoice}`

export function loadAttempts(store: AttemptStore, invoice: string): Attempt[] {
  try {
    const stored: unknown = JSON.parse(store.getItem(storageKey(invoice)) ?? '{"attempts":[]}')
    return readObject(stored, 'stored').children('attempts').map(readAttempt)
  } catch {
    // What a browser remembers is a convenience: where it is unreadable or forbidden, the page begins anew.
    return []
  }
}

/** Puts `attempt` in the place of the payer's earlier one. */
export function saveAttempt(store: AttemptStore, invoice: string, attempt: Attempt): void {
  writeAttempts(store, invoice, [...othersThan(store, invoice, attempt.payer), attempt])
}

/** Only where it can no longer be paid: it was never signed, or the chain says that its time is over. */
export function forgetAttempt(store: AttemptStore, invoice: string, attempt: Attempt): void {
  writeAttempts(store, invoice, othersThan(store, invoice, attempt.payer))
}

function othersThan(store: AttemptStore, invoice: string, payer: Address): Attempt[] {
  return loadAttempts(store, invoice).filter((attempt) => !isAddressEqual(attempt.payer, payer))
}

function writeAttempts(store: AttemptStore, invoice: string, attempts: Attempt[]): void {
  try {
    store.setItem(storageKey(invoice), JSON.stringify({ attempts }, writeBigint))
  } catch {
    // A browser that forbids storage still pays; only a reload in mid-payment cannot be resumed.
  }
}

/** The attempt to go on with: the same one while its payment request lives and asks for the same amount. */
export function continueAttempt(
  attempts: readonly Attempt[],
  input: { payer: Address; amountUnits: bigint; now: Date; newId: () => string },
): Attempt {
  const earlier = attempts.find((attempt) => isAddressEqual(attempt.payer, input.payer))
  if (earlier && earlier.amountUnits === input.amountUnits && isAlive(earlier, input.now)) return earlier
  return {
    id: input.newId(),
    payer: input.payer,
    amountUnits: input.amountUnits,
    startedAt: input.now,
    authorizeBy: null,
    onchainId: null,
    hasSigned: false,
    signature: null,
    relay: null,
    failedRelays: 0,
  }
}

/** A failed relay leaves the payment request usable: the same nonce is signed and relayed again. */
export function afterFailedRelay(attempt: Attempt): Attempt {
  return { ...attempt, relay: null, signature: null, failedRelays: attempt.failedRelays + 1 }
}

export const paymentRequestKey = (invoice: string, attempt: Attempt) => `checkout:${invoice}:${attempt.id}`

export const relayKey = (paymentRequest: string, attempt: Attempt) =>
  `checkout:relay:${paymentRequest}:${attempt.failedRelays}`

/** A signature needs time to be mined before the deadline, so the last half minute is not offered. */
const MARGIN_MS = 30_000

/** An answer that never came may still exist on the server; its key is asked again for this long. */
const UNANSWERED_MS = 10 * 60_000

function isAlive(attempt: Attempt, now: Date): boolean {
  if (attempt.authorizeBy === null) return now.getTime() - attempt.startedAt.getTime() < UNANSWERED_MS
  return now.getTime() < attempt.authorizeBy.getTime() - MARGIN_MS
}

function readAttempt(attempt: Reader): Attempt {
  return {
    id: attempt.text('id'),
    payer: attempt.address('payer'),
    amountUnits: attempt.units('amountUnits'),
    startedAt: attempt.moment('startedAt'),
    authorizeBy: attempt.momentOrNull('authorizeBy'),
    onchainId: attempt.hexOrNull('onchainId'),
    hasSigned: attempt.flag('hasSigned'),
    signature: attempt.hexOrNull('signature'),
    relay: attempt.textOrNull('relay'),
    failedRelays: attempt.integer('failedRelays'),
  }
}

function writeBigint(_name: string, value: unknown): unknown {
  return typeof value === 'bigint' ? value.toString() : value
}
