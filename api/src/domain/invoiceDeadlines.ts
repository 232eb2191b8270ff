import { DomainError } from './errors.ts'

const DAY_MS = 24 * 60 * 60 * 1000
const DEFAULT_LIFE_MS = 7 * DAY_MS
/** How long an invoice can still be paid, late, after its due date, unless said otherwise. */
const LATE_MS = 30 * DAY_MS
const MAX_LIFE_MS = 365 * DAY_MS

/** When an invoice should be paid, and when it can be paid no more. */
export interface Deadlines {
  due_at: Date | null
  expires_at: Date | null
}

/** What is wrong with deadlines as seen from `now`, if anything is. */
export function deadlineFault(
  { due_at, expires_at }: Deadlines,
  now: Date,
): { param: 'due_at' | 'expires_at'; message: string } | undefined {
  const latest = now.getTime() + MAX_LIFE_MS
  for (const [param, moment] of [
    ['due_at', due_at],
    ['expires_at', expires_at],
  ] as const) {
    if (moment && (moment <= now || moment.getTime() > latest)) {
      return { param, message: `${param} must lie in the future, at most 365 days ahead.` }
    }
  }
  if (due_at && expires_at && due_at > expires_at) {
    return { param: 'due_at', message: 'due_at must not be later than expires_at.' }
  }
  return undefined
}

/** Refuses deadlines that a caller gave. */
export function requireDeadlines(deadlines: Deadlines, now: Date): void {
  const fault = deadlineFault(deadlines, now)
  if (fault) throw new DomainError('invalid_request', fault.message, { param: fault.param })
}

/** Refuses deadlines of which a caller gave some anew; the others may have passed by now. */
export function requireChangedDeadlines(before: Deadlines, given: Partial<Deadlines>, now: Date): Deadlines {
  requireDeadlines({ due_at: given.due_at ?? null, expires_at: given.expires_at ?? null }, now)
  const after = { ...before, ...given }
  if (after.due_at && after.expires_at && after.due_at > after.expires_at) {
    const param = given.due_at === undefined ? 'expires_at' : 'due_at'
    throw new DomainError('invalid_request', 'due_at must not be later than expires_at.', { param })
  }
  return after
}

/** The end of an invoice that is opened now: as it was asked for, or some time after it is due. */
export function expiryAtOpening({ due_at, expires_at }: Deadlines, now: Date): Date {
  if (expires_at) return expires_at
  if (!due_at) return new Date(now.getTime() + DEFAULT_LIFE_MS)
  return new Date(Math.min(due_at.getTime() + LATE_MS, now.getTime() + MAX_LIFE_MS))
}
