import type { RequestHandler } from 'express'

const LOOPBACK = ['localhost', '127.0.0.1']

/**
 * Lets the host's own pages call from the browser. No cookie exists, so the origin's only power is to read what a token
 * in its hands opens anyway. Where the pages are served on loopback, either of its names will do.
 */
export function allowPages(webUrl: string): RequestHandler {
  const origins = originsOf(new URL(webUrl))
  return (request, response, next) => {
    response.setHeader('Vary', 'Origin')
    const origin = request.get('origin')
    if (origin !== undefined && origins.includes(origin)) {
      response.setHeader('Access-Control-Allow-Origin', origin)
      response.setHeader('Access-Control-Expose-Headers', 'Request-Id, Retry-After, Idempotent-Replayed')
    }
    if (request.method !== 'OPTIONS') return next()
    response.setHeader('Access-Control-Allow-Methods', 'GET, POST, PATCH, DELETE')
    response.setHeader(
      'Access-Control-Allow-Headers',
      'Authorization, Content-Type, Idempotency-Key, Florin-Checkout-Token',
    )
    response.setHeader('Access-Control-Max-Age', '600')
    response.status(204).end()
  }
}

function originsOf(web: URL): string[] {
  if (!LOOPBACK.includes(web.hostname)) return [web.origin]
  return LOOPBACK.map((hostname) => web.origin.replace(web.hostname, hostname))
}
