import type { Request, RequestHandler, Response } from 'express'
import type { Ctx } from '../context.ts'
import type { Caller } from '../domain/caller.ts'
import type { RateLimiter } from './rateLimit.ts'

const LOOPBACK = ['localhost', '127.0.0.1']
/** Longer than any origin that a merchant can register. */
const LONGEST_ORIGIN = 255

/** Which routes a checkout token opens. */
interface RouteInfo {
  method: string
  path: string
  access: unknown
}

/**
 * Lets pages call from the browser. No cookie exists, so the origin's only power is to read what a token in its hands opens
 * anyway. The host's own pages may call everything; where they are served on loopback, either of its names will do. Pages of
 * merchants may ask what a checkout token opens, and may send no API key: one in a page is a mistake.
 */
export function allowPages(ctx: Ctx, limiter: RateLimiter, routes: readonly RouteInfo[]): RequestHandler {
  const own = originsOf(new URL(ctx.config.webUrl))
  const isForCheckout = checkoutRoutes(routes)
  return async (request, response, next) => {
    response.setHeader('Vary', 'Origin')
    const origin = request.get('origin')
    const isOwn = origin !== undefined && own.includes(origin)
    if (isOwn) allow(response, origin)
    if (request.method !== 'OPTIONS') return next()
    const headers = 'Content-Type, Idempotency-Key, Florin-Checkout-Token'
    response.setHeader('Access-Control-Allow-Headers', isOwn ? `Authorization, ${headers}` : headers)
    response.setHeader('Access-Control-Allow-Methods', 'GET, POST, PATCH, DELETE')
    response.setHeader('Access-Control-Max-Age', '600')
    if (origin !== undefined && !isOwn && isForCheckout(request)) {
      await limiter.countStranger(request, response)
      if (await isKnown(ctx, origin)) allow(response, origin)
    }
    response.status(204).end()
  }
}

/** Lets the page read the answer, where its origin is one of the merchant whose invoice the token opens. */
export async function allowPageOf(
  ctx: Ctx,
  caller: Caller,
  request: Request,
  response: Response,
): Promise<void> {
  const origin = request.get('origin')
  if (caller.kind !== 'checkout' || origin === undefined) return
  if (origin.length > LONGEST_ORIGIN || response.hasHeader('Access-Control-Allow-Origin')) return
  if (await ctx.store.merchants.allowsOrigin(ctx.db, caller.merchantId, origin)) allow(response, origin)
}

/** A preflight carries no token, so whose page it is for is not known yet. */
async function isKnown(ctx: Ctx, origin: string): Promise<boolean> {
  return origin.length <= LONGEST_ORIGIN && ctx.store.merchants.anyAllowsOrigin(ctx.db, origin)
}

function allow(response: Response, origin: string): void {
  response.setHeader('Access-Control-Allow-Origin', origin)
  response.setHeader(
    'Access-Control-Expose-Headers',
    'Request-Id, Retry-After, Idempotent-Replayed, RateLimit, RateLimit-Policy',
  )
}

/** Whether a preflight asks for a route that a checkout token opens. */
function checkoutRoutes(routes: readonly RouteInfo[]): (request: Request) => boolean {
  const open = routes.filter(({ access }) => opensByCheckoutToken(access))
  const patterns = open.map(({ method, path }) => ({
    method: method.toUpperCase(),
    path: new RegExp(`^${path.replace(/\{\w+\}/g, '[^/]+')}$`),
  }))
  return (request) => {
    const wanted = request.get('access-control-request-method')
    return patterns.some(({ method, path }) => method === wanted && path.test(request.path))
  }
}

function opensByCheckoutToken(access: unknown): boolean {
  if (access === 'checkout') return true
  return typeof access === 'object' && access !== null && 'orCheckoutToken' in access
}

function originsOf(web: URL): string[] {
  if (!LOOPBACK.includes(web.hostname)) return [web.origin]
  return LOOPBACK.map((hostname) => web.origin.replace(web.hostname, hostname))
}
