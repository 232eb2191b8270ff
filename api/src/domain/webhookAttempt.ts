const SECOND = 1_000
const MINUTE = 60 * SECOND
const HOUR = 60 * MINUTE
const DAY = 24 * HOUR

/** Waiting time after the first failure, the second, and so on; after the last one a delivery is given up. */
export const RETRY_DELAYS_MS: readonly number[] = [
  5 * SECOND,
  5 * MINUTE,
  30 * MINUTE,
  2 * HOUR,
  5 * HOUR,
  10 * HOUR,
  14 * HOUR,
  20 * HOUR,
  24 * HOUR,
]

/** Each wait is longer by up to this share, so that what failed together is not retried together. */
export const JITTER_SHARE = 0.1
/** A receiver may ask for patience, but not for being forgotten. */
export const MAX_RETRY_AFTER_MS = 24 * HOUR
/** An endpoint that failed at every attempt for this long is switched off. */
export const MAX_FAILING_MS = 5 * DAY

/** An endpoint that takes longer for an answer is slow, whatever it answers: eight of them would hold all workers. */
const QUICK_MS = 2_000
/** Whoever answers quickly now and then only stays among the slow. */
const SLOW_FOR_MS = 10 * MINUTE

/** What came back from an endpoint. */
export interface AttemptAnswer {
  /** Null where no answer came. */
  status: number | null
  /** The Retry-After header as received. */
  retryAfter: string | null
  /** Set where the exchange did not finish. */
  error: string | null
}

export type DisabledReason = 'gone' | 'failing'

/** What an attempt means for its delivery, and perhaps for its endpoint. */
export type AttemptOutcome =
  | { kind: 'delivered' }
  | { kind: 'retry'; at: Date }
  | { kind: 'dead'; disable: DisabledReason | null }

export interface AttemptState {
  /** Failures of this delivery, the judged attempt not counted. */
  failures: number
  /** Start of the endpoint's present run of failures. */
  failingSince: Date | null
  now: Date
  /** From 0 up to 1. */
  random: number
}

/** Judges an attempt: only 2xx is a success, 410 ends the endpoint, everything else is tried again by schedule. */
export function judgeAttempt(answer: AttemptAnswer, state: AttemptState): AttemptOutcome {
  if (isSuccess(answer)) return { kind: 'delivered' }
  if (answer.status === 410) return { kind: 'dead', disable: 'gone' }
  const failingMs = state.failingSince ? state.now.getTime() - state.failingSince.getTime() : 0
  if (failingMs >= MAX_FAILING_MS) return { kind: 'dead', disable: 'failing' }
  const delay = RETRY_DELAYS_MS[state.failures]
  if (delay === undefined) return { kind: 'dead', disable: null }
  const wait = Math.max(delay * (1 + JITTER_SHARE * state.random), retryAfterMs(answer.retryAfter, state.now))
  return { kind: 'retry', at: new Date(state.now.getTime() + Math.round(wait)) }
}

/** Until when an endpoint counts as slow, if it did so until `before` and an attempt took as long as it did. */
export function slowUntil(before: Date | null, durationMs: number, now: Date): Date | null {
  return durationMs > QUICK_MS ? new Date(now.getTime() + SLOW_FOR_MS) : before
}

function isSuccess(answer: AttemptAnswer): boolean {
  return answer.error === null && answer.status !== null && answer.status >= 200 && answer.status < 300
}

/** Retry-After is a number of seconds or an HTTP date (RFC 9110); anything else counts as absent. */
function retryAfterMs(header: string | null, now: Date): number {
  if (header === null) return 0
  const wait = /^\d{1,9}$/.test(header) ? Number(header) * SECOND : Date.parse(header) - now.getTime()
  return Number.isNaN(wait) ? 0 : Math.min(Math.max(wait, 0), MAX_RETRY_AFTER_MS)
}
