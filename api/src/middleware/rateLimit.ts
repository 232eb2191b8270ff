import type { Request, Response } from 'express'
import type { Ctx } from '../context.ts'
import type { Caller } from '../domain/caller.ts'
import { DomainError } from '../domain/errors.ts'
import { networkOf } from '../domain/network.ts'
import { perSecondOf, type Quota, rateLimitHeaders, secondsUntilOne, sliceOf } from '../domain/rateLimit.ts'

/** What was leased and not used is forgotten after this, so that idle processes keep nothing back from others for long. */
const LEASE_MS = 60_000
/** So many callers are known at once; the one that leased longest ago is forgotten first. */
const MOST_CALLERS = 20_000

/** What this process may still let a caller do without asking the database. */
interface Lease {
  tokens: number
  /** In the bucket when it was asked last. */
  left: number
  endsAt: number
  /** Until then the bucket is known to be empty. */
  emptyUntil: number
}

export interface RateLimiter {
  /** Counts a request of somebody who was let in. */
  count(caller: Caller, request: Request, response: Response): Promise<void>
  /** Counts a request of somebody of whom only the address is known. */
  countStranger(request: Request, response: Response): Promise<void>
}

/**
 * Limits requests by key, or by address where there is no valid key. Buckets are kept in Postgres and leased in slices: replicas
 * agree, and most requests ask nobody.
 */
export function makeRateLimiter(ctx: Ctx): RateLimiter {
  const perKey: Quota = { name: 'key', perMinute: ctx.config.rateLimitPerKey }
  const perIp: Quota = { name: 'ip', perMinute: ctx.config.rateLimitPerIp }
  const leases = new Map<string, Lease>()
  const leasing = new Map<string, Promise<void>>()

  async function take(quota: Quota, id: string, response: Response): Promise<void> {
    if (quota.perMinute === 0) return
    const subject = `${quota.name}:${id}`
    for (;;) {
      const lease = current(subject)
      if (lease && lease.tokens > 0) {
        lease.tokens -= 1
        setHeaders(response, quota, lease.tokens + lease.left)
        return
      }
      if (lease && lease.emptyUntil > now()) {
        setHeaders(response, quota, 0)
        throw tooMany(quota, Math.ceil((lease.emptyUntil - now()) / 1000))
      }
      await renewOnce(quota, subject)
    }
  }

  const now = () => ctx.clock.now().getTime()

  function current(subject: string): Lease | undefined {
    const lease = leases.get(subject)
    return lease && lease.endsAt > now() ? lease : undefined
  }

  /** Requests that come together wait for one lease. */
  function renewOnce(quota: Quota, subject: string): Promise<void> {
    const running = leasing.get(subject)
    if (running) return running
    const renewal = renew(quota, subject).finally(() => leasing.delete(subject))
    leasing.set(subject, renewal)
    return renewal
  }

  async function renew(quota: Quota, subject: string): Promise<void> {
    const bucket = { subject, capacity: quota.perMinute, perSecond: perSecondOf(quota) }
    const { granted, left } = await ctx.store.rateBuckets.lease(ctx.db, bucket, sliceOf(quota))
    const emptyUntil = granted > 0 ? 0 : now() + secondsUntilOne(quota, left) * 1000
    leases.delete(subject)
    leases.set(subject, { tokens: granted, left, endsAt: now() + LEASE_MS, emptyUntil })
    const [oldest] = leases.keys()
    if (leases.size > MOST_CALLERS && oldest !== undefined) leases.delete(oldest)
  }

  const countStranger = (request: Request, response: Response) =>
    take(perIp, networkOf(request.ip ?? 'unknown'), response)

  return {
    countStranger,
    count: (caller, request, response) => {
      if (caller.kind === 'key') return take(perKey, caller.keyId, response)
      if (caller.kind === 'session') return take(perKey, caller.sessionId, response)
      return countStranger(request, response)
    },
  }
}

function setHeaders(response: Response, quota: Quota, remaining: number): void {
  for (const [name, value] of Object.entries(rateLimitHeaders(quota, remaining))) {
    response.setHeader(name, value)
  }
}

function tooMany(quota: Quota, retryAfterSeconds: number): DomainError {
  const whom = quota.name === 'key' ? 'this key' : 'your address'
  return new DomainError(
    'rate_limited',
    `At most ${quota.perMinute} requests a minute are answered for ${whom}; try again in ${retryAfterSeconds} s.`,
    { retryAfterSeconds },
  )
}
