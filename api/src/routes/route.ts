import type { z } from 'zod'
import type { Ctx } from '../context.ts'
import type {
  Caller,
  CheckoutCaller,
  LinkCaller,
  MerchantCaller,
  PublicCaller,
  Scope,
  SessionCaller,
} from '../domain/caller.ts'
import type { Tag } from './tags.ts'

/**
 * Who may call a route, and so what its handler gets as caller. A scope lets in keys that have it and people whose role has
 * it; `session` lets in people alone, `owner` those who own the merchant.
 */
export type Access =
  | 'public'
  | 'checkout'
  | 'link'
  | 'session'
  | 'owner'
  | { scope: Scope }
  | { scope: Scope; orCheckoutToken: true }

type CallerOf<A extends Access> = A extends 'public'
  ? PublicCaller
  : A extends 'checkout'
    ? CheckoutCaller
    : A extends 'link'
      ? LinkCaller
      : A extends 'session' | 'owner'
        ? SessionCaller
        : A extends { orCheckoutToken: true }
          ? MerchantCaller | CheckoutCaller
          : MerchantCaller

type ParsedOf<S> = S extends z.ZodType ? z.output<S> : undefined

interface ParsedRequest<A extends Access, P, Q, B> {
  caller: CallerOf<A>
  params: ParsedOf<P>
  query: ParsedOf<Q>
  body: ParsedOf<B>
}

type Schema = z.ZodObject | undefined

/** Ours are versioned in the path; those of another protocol stand where its clients look for them. */
type ApiPath = `/v1/${string}` | `/x402/${string}`

export interface RouteDefinition<
  A extends Access,
  P extends Schema,
  Q extends Schema,
  B extends Schema,
  R extends z.ZodType,
  X,
> {
  method: 'get' | 'post' | 'patch' | 'delete'
  /** OpenAPI path, such as `/v1/invoices/{id}`. */
  path: ApiPath
  operationId: string
  summary: string
  description: string
  tag: Tag
  access: A
  params?: P
  query?: Q
  body?: B
  answer: { status: 200 | 201 | 202; schema: R; description: string }
  /** Writes take an Idempotency-Key; where money moves it is required. `none`: another protocol says what a repetition is. */
  idempotencyKey?: 'required' | 'none'
  /** A POST that changes nothing: it asks with more than fits into a query. */
  asksOnly?: true
  /** What cannot be done inside a database transaction, such as asking a chain. Its result is the handler's third argument. */
  prepare?: (ctx: Ctx, request: ParsedRequest<A, P, Q, B>) => Promise<X>
  /** Runs inside one transaction when it is a write: `ctx.db` is that transaction. */
  handle: (ctx: Ctx, request: ParsedRequest<A, P, Q, B>, prepared: X) => Promise<z.input<R>>
  /** What it changes is the same in test and live mode, so that it stands in the audit log of both. */
  bothModes?: true
  /** Takes secrets that are shown once out of an answer before it is kept for replays and in the audit log. */
  redact?: (answer: z.output<R>) => z.output<R>
}

/** A parsed request whose precise types are known to its own route only. */
export interface AnyParsedRequest {
  caller: Caller
  params: unknown
  query: unknown
  body: unknown
}

/** A route as the application mounts it and the OpenAPI document describes it. */
export interface Route {
  method: 'get' | 'post' | 'patch' | 'delete'
  path: ApiPath
  operationId: string
  summary: string
  description: string
  tag: Tag
  access: Access
  params: z.ZodObject | undefined
  query: z.ZodObject | undefined
  body: z.ZodObject | undefined
  answer: { status: number; schema: z.ZodType; description: string }
  idempotencyKey: 'required' | 'optional' | 'none'
  asksOnly: boolean
  bothModes: boolean
  prepare: ((ctx: Ctx, request: AnyParsedRequest) => Promise<unknown>) | undefined
  handle: (ctx: Ctx, request: AnyParsedRequest, prepared: unknown) => Promise<unknown>
  redact: (answer: unknown) => unknown
}

/**
 * Declares one endpoint. The schemas given here parse the request, check the answer, make the OpenAPI document and,
 * through it, the SDK's types: one source.
 */
export function defineRoute<
  const A extends Access,
  R extends z.ZodType,
  P extends Schema = undefined,
  Q extends Schema = undefined,
  B extends Schema = undefined,
  X = undefined,
>(definition: RouteDefinition<A, P, Q, B, R, X>): Route {
  const { prepare, handle, redact, answer } = definition
  return {
    method: definition.method,
    path: definition.path,
    operationId: definition.operationId,
    summary: definition.summary,
    description: definition.description,
    tag: definition.tag,
    access: definition.access,
    params: definition.params,
    query: definition.query,
    body: definition.body,
    answer,
    // Nobody in particular calls a public route, so there is nobody whose key it could be.
    idempotencyKey:
      definition.method === 'post' && definition.access !== 'public'
        ? (definition.idempotencyKey ?? 'optional')
        : 'none',
    asksOnly: definition.asksOnly ?? definition.method === 'get',
    bothModes: definition.bothModes ?? false,
    // The application parses with this route's own schemas right before it calls, so the types hold by construction.
    prepare: prepare && (async (ctx, request) => prepare(ctx, request as ParsedRequest<A, P, Q, B>)),
    handle: async (ctx, request, prepared) =>
      answer.schema.parse(await handle(ctx, request as ParsedRequest<A, P, Q, B>, prepared as X)),
    redact: (value) => (redact ? redact(value as z.output<R>) : value),
  }
}
