import { randomUUID } from 'node:crypto'
import express, { type Express, type Request, type RequestHandler, type Response } from 'express'
import helmet from 'helmet'
import { z } from 'zod'
import { audited, readerOf } from './audit.ts'
import type { Ctx } from './context.ts'
import type { Caller } from './domain/caller.ts'
import { DomainError } from './domain/errors.ts'
import { authenticate } from './middleware/authenticate.ts'
import { bodyOf, readBody } from './middleware/body.ts'
import { allowPageOf, allowPages } from './middleware/cors.ts'
import {
  type Answer,
  fingerprintOf,
  readIdempotencyKey,
  runIdempotent,
  runOnce,
  scopeOf,
} from './middleware/idempotency.ts'
import { checkJson, parsePart } from './middleware/parse.ts'
import { problemHandler, routeNotFound, sendProblem } from './middleware/problem.ts'
import { parseQuery } from './middleware/query.ts'
import { makeRateLimiter, type RateLimiter } from './middleware/rateLimit.ts'
import { logRequests } from './middleware/requestLog.ts'
import { docsRouter } from './routes/docs.ts'
import { healthRouter } from './routes/health.ts'
import type { AnyParsedRequest, Route } from './routes/route.ts'

/** Puts the HTTP application together: every route gets the same order of checks. */
export function makeApp(ctx: Ctx, routes: readonly Route[]): Express {
  const app = express()
  app.disable('x-powered-by')
  // Nobody may store an answer, so nobody can ask whether one is still the same.
  app.disable('etag')
  app.set('query parser', parseQuery)
  app.set('trust proxy', ctx.config.trustProxy)
  app.use(nameRequest)
  app.use(logRequests(ctx.log))
  app.use(healthRouter(ctx))
  app.use(docsRouter(routes, ctx.config.apiUrl))
  app.use(helmet())
  const limiter = makeRateLimiter(ctx)
  app.use(allowPages(ctx, limiter, routes))
  app.use(readBody)
  for (const route of routes) {
    app[route.method](expressPath(route.path), serve(ctx, limiter, route, readerOf(routes, route)))
  }
  for (const path of new Set(routes.map((route) => route.path)))
    app.all(expressPath(path), refuseMethod(routes, path))
  app.use(routeNotFound)
  app.use(problemHandler(ctx.log))
  return app
}

const nameRequest: RequestHandler = (_request, response, next) => {
  const id = `req_${randomUUID().replaceAll('-', '')}`
  response.locals.requestId = id
  response.setHeader('Request-Id', id)
  next()
}

function expressPath(path: string): string {
  return path.replace(/\{(\w+)\}/g, ':$1')
}

/** What a route without a body of its own takes: so a field is never ignored where it was meant to say something. */
const NO_FIELDS = z.strictObject({})

/** @param reader Shows the object that a write's path names. */
function serve(outer: Ctx, limiter: RateLimiter, route: Route, reader: Route | undefined): RequestHandler {
  return async (request, response) => {
    const ctx = { ...outer, requestId: String(response.locals.requestId) }
    const caller = await admit(ctx, limiter, route, request, response)
    checkJson(request.body)
    if (!route.body) parsePart(NO_FIELDS, bodyOf(request), 'body')
    const parsed: AnyParsedRequest = {
      caller,
      params: parsePart(route.params, request.params, 'path'),
      query: parsePart(route.query, request.query, 'query'),
      body: parsePart(route.body, bodyOf(request), 'body'),
    }
    const answer = route.asksOnly
      ? await read(ctx, route, parsed)
      : await write(ctx, route, request, parsed, audited(route, reader, parsed))
    send(response, answer)
  }
}

/** Lets in whoever may call and has not called too often. Who is not let in has called too, from its address. */
async function admit(
  ctx: Ctx,
  limiter: RateLimiter,
  route: Route,
  request: Request,
  response: Response,
): Promise<Caller> {
  let caller: Caller
  try {
    caller = await authenticate(ctx, route.access, request)
  } catch (refusal) {
    await limiter.countStranger(request, response)
    throw refusal
  }
  response.locals.caller = caller
  await allowPageOf(ctx, caller, request, response)
  await limiter.count(caller, request, response)
  return caller
}

async function read(ctx: Ctx, route: Route, parsed: AnyParsedRequest): Promise<Answer> {
  const prepared = await route.prepare?.(ctx, parsed)
  return { status: route.answer.status, body: await route.handle(ctx, parsed, prepared), replayed: false }
}

async function write(
  ctx: Ctx,
  route: Route,
  request: Request,
  parsed: AnyParsedRequest,
  handle: (ctx: Ctx, prepared: unknown) => Promise<unknown>,
): Promise<Answer> {
  const effect = {
    status: route.answer.status,
    prepare: async () => route.prepare?.(ctx, parsed),
    handle,
    redact: route.redact,
  }
  const header = route.idempotencyKey === 'none' ? undefined : request.get('idempotency-key')
  const key = readIdempotencyKey(header, route.idempotencyKey === 'required')
  if (key === undefined) return runOnce(ctx, effect)
  const fingerprint = fingerprintOf(request.method, request.path, parsed.body)
  return runIdempotent(ctx, { ...scopeOf(parsed.caller), key, fingerprint }, effect)
}

function send(response: Response, answer: Answer): void {
  if (answer.replayed) response.setHeader('Idempotent-Replayed', 'true')
  response.setHeader('Cache-Control', 'no-store')
  if (answer.status < 400) response.status(answer.status).json(answer.body)
  else sendProblem(response, answer.body as { status: number; code: string })
}

function refuseMethod(routes: readonly Route[], path: string): RequestHandler {
  const allowed = routes.filter((route) => route.path === path).map((route) => route.method.toUpperCase())
  return (request, response) => {
    response.setHeader('Allow', allowed.join(', '))
    throw new DomainError('method_not_allowed', `${request.path} answers ${allowed.join(', ')} only.`)
  }
}
