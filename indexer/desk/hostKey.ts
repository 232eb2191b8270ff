import { createHash, timingSafeEqual } from 'node:crypto'

/** Whether a request's `authorization` is "Bearer" and the host's key, in a time that tells nothing of the key. */
export function holdsKey(authorization: string | undefined, hostKey: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest()
  return timingSafeEqual(digest(authorization ?? ''), digest(`Bearer ${hostKey}`))
}
