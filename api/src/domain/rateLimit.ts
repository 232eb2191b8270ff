const WINDOW_SECONDS = 60
/** The part of a minute's requests that a process takes at once: small enough that others find something left. */
const SLICES = 20

/** So many requests a minute, all of them at once if need be, coming back evenly. */
export interface Quota {
  /** Names the quota in headers, such as `key`. */
  name: string
  perMinute: number
}

export function perSecondOf(quota: Quota): number {
  return quota.perMinute / WINDOW_SECONDS
}

export function sliceOf(quota: Quota): number {
  return Math.ceil(quota.perMinute / SLICES)
}

/** After how many seconds a whole request is there again. */
export function secondsUntilOne(quota: Quota, tokens: number): number {
  return Math.max(1, Math.ceil((1 - tokens) / perSecondOf(quota)))
}

/** The headers of draft-ietf-httpapi-ratelimit-headers: what is allowed, what is left, and until when it is all there again. */
export function rateLimitHeaders(quota: Quota, remaining: number): Record<string, string> {
  const left = Math.min(quota.perMinute, Math.max(0, Math.floor(remaining)))
  const seconds = Math.ceil((quota.perMinute - left) / perSecondOf(quota))
  return {
    'RateLimit-Policy': `"${quota.name}";q=${quota.perMinute};w=${WINDOW_SECONDS}`,
    RateLimit: `"${quota.name}";r=${left};t=${seconds}`,
  }
}
