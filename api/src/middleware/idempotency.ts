import { createHash } from 'node:crypto'
import type { Ctx } from '../context.ts'
import type { Caller, Mode } from '../domain/caller.ts'
import { DomainError } from '../domain/errors.ts'
import { withLastAndCommit } from '../domain/lastly.ts'
import { statusOf, toProblem } from './problem.ts'

export interface Answer {
  status: number
  body: unknown
  replayed: boolean
}

interface Effect {
  prepare: () => Promise<unknown>
  /** Runs with `ctx.db` being the transaction in which the key's row is written too. */
  handle: (ctx: Ctx, prepared: unknown) => Promise<unknown>
  redact: (body: unknown) => unknown
  status: number
}

export interface Attempt {
  scope: string
  mode: Mode
  key: string
  fingerprint: Buffer
}

/** Keys of a merchant, be it its server or its people, and of each payer's page live apart, so that a payer cannot occupy a merchant's. */
export function scopeOf(caller: Caller): { scope: string; mode: Mode } {
  if (caller.kind === 'public') throw new Error('a public route has no idempotency scope')
  if (caller.kind === 'checkout') return { scope: caller.invoiceId, mode: caller.mode }
  if (caller.kind === 'link') return { scope: caller.linkId, mode: caller.mode }
  return { scope: caller.merchantId, mode: caller.mode }
}

export function readIdempotencyKey(header: string | undefined, required: boolean): string | undefined {
  if (header === undefined && !required) return undefined
  if (header === undefined || header.length < 1 || header.length > 255) {
    throw new DomainError(
      'missing_idempotency_key',
      'This call needs an Idempotency-Key of 1 to 255 characters, new for each intent and equal in each retry of it.',
      { param: 'Idempotency-Key' },
    )
  }
  return header
}

/** sha256 over method, path and canonical body: what makes two requests the same request. */
export function fingerprintOf(method: string, path: string, body: unknown): Buffer {
  return createHash('sha256')
    .update(`${method}\n${path}\n${canonicalJson(body)}`)
    .digest()
}

function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) =>
    inner !== null && typeof inner === 'object' && !Array.isArray(inner)
      ? Object.fromEntries(Object.entries(inner).sort(([a], [b]) => (a < b ? -1 : 1)))
      : inner,
  )
}

/** Runs a write without a key: the effect in one transaction. */
export async function runOnce(ctx: Ctx, effect: Effect): Promise<Answer> {
  const prepared = await effect.prepare()
  const body = await ctx.db
    .transaction()
    .execute((tx) => withLastAndCommit({ ...ctx, db: tx }, (inner) => effect.handle(inner, prepared)))
  return { status: effect.status, body, replayed: false }
}

/**
 * Runs a write at most once per key. The key's row is written in the effect's transaction, so there is no moment at
 * which one of them exists without the other.
 */
export async function runIdempotent(ctx: Ctx, attempt: Attempt, effect: Effect): Promise<Answer> {
  const earlier = await ctx.store.idempotency.find(ctx.db, attempt)
  if (earlier) return replay(attempt, earlier)
  let prepared: unknown
  try {
    prepared = await effect.prepare()
  } catch (refusal) {
    // What stands in the way may be the same request's own effect, committed since we looked.
    const meanwhile = await ctx.store.idempotency.find(ctx.db, attempt)
    if (meanwhile) return replay(attempt, meanwhile)
    throw refusal
  }
  try {
    return await answerOnce(ctx, attempt, effect.redact, async (inner) => ({
      status: effect.status,
      body: await effect.handle(inner, prepared),
    }))
  } catch (refusal) {
    if (!(refusal instanceof DomainError) || !STORED_REFUSALS.has(statusOf(refusal.code))) throw refusal
    // What it wrote was taken back with it; the refusal is an answer of its own.
    const body = toProblem(refusal.code, refusal.message, refusal.details)
    return answerOnce(ctx, attempt, keep, async () => ({ status: body.status, body }))
  }
}

/** Makes an answer and keeps it under its key, in one transaction, unless there is one already. */
async function answerOnce(
  ctx: Ctx,
  attempt: Attempt,
  redact: (body: unknown) => unknown,
  make: (ctx: Ctx) => Promise<{ status: number; body: unknown }>,
): Promise<Answer> {
  const answer = await ctx.db.transaction().execute(async (tx) => {
    const held = await ctx.store.idempotency.take(tx, attempt)
    if (!held) throw inFlight()
    if (held.stored) return replay(attempt, held.stored)
    return withLastAndCommit({ ...ctx, db: tx }, async (inner) => {
      const { status, body } = await make(inner)
      const stored = { fingerprint: attempt.fingerprint, status, body: redact(body) }
      await ctx.store.idempotency.insert(tx, pick(attempt), stored, ctx.clock.now())
      ctx.crashPoint('before-write-commit')
      return { status, body, replayed: false }
    })
  })
  ctx.crashPoint('after-write')
  return answer
}

function keep(body: unknown): unknown {
  return body
}

function pick({ scope, mode, key }: Attempt): { scope: string; mode: Mode; key: string } {
  return { scope, mode, key }
}

function inFlight(): DomainError {
  return new DomainError('idempotency_key_in_use', 'A request with this Idempotency-Key is still running.', {
    param: 'Idempotency-Key',
    retryAfterSeconds: 1,
  })
}

/** The refusals that stay true however often they are asked. All others may end differently at the next attempt. */
const STORED_REFUSALS = new Set([403, 404, 422])

function replay(attempt: Attempt, stored: { fingerprint: Buffer; status: number; body: unknown }): Answer {
  if (!stored.fingerprint.equals(attempt.fingerprint)) {
    throw new DomainError(
      'idempotency_key_reused',
      'This Idempotency-Key was used for another request; take a new key for a new intent.',
      { param: 'Idempotency-Key' },
    )
  }
  return { status: stored.status, body: stored.body, replayed: true }
}
