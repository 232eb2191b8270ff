import type { RequestHandler } from 'express'

/**
 * Lets the host's own pages call from the browser. No cookie exists, so the origin's only power is to read what a token
 * in its hands opens anyway.
 */
export function allowPages(webUrl: string): RequestHandler {
  const origin = new URL(webUrl).origin
  return (request, response, next) => {
    response.setHeader('Vary', 'Origin')
    if (request.get('origin') === origin) {
      response.setHeader('Access-Control-Allow-Origin', origin)
      response.setHeader('Access-Control-Expose-Headers', 'Request-Id, Retry-After, Idempotent-Replayed')
    }
    if (request.method !== 'OPTIONS') return next()
    response.setHeader('Access-Control-Allow-Methods', 'GET, POST, DELETE')
    response.setHeader(
      'Access-Control-Allow-Headers',
      'Authorization, Content-Type, Idempotency-Key, Florin-Checkout-Token',
    )
    response.setHeader('Access-Control-Max-Age', '600')
    response.status(204).end()
  }
}
