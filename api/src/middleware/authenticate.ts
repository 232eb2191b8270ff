import type { Request } from 'express'
import type { Ctx } from '../context.ts'
import {
  type Caller,
  type CheckoutCaller,
  type KeyCaller,
  type LinkCaller,
  type MerchantCaller,
  SCOPES,
  type Scope,
  type SessionCaller,
} from '../domain/caller.ts'
import type { ErrorCode } from '../domain/errorCodes.ts'
import { DomainError } from '../domain/errors.ts'
import { scopesOfRole } from '../domain/roles.ts'
import { hashSecret } from '../domain/secrets.ts'
import type { ApiKeyRow } from '../store/apiKeys.ts'

/** Who may call: the same shape as a route declares. */
type Access = 'public' | 'checkout' | 'link' | 'session' | 'owner' | { scope: Scope; orCheckoutToken?: true }

const CHECKOUT_TOKEN_HEADER = 'florin-checkout-token'
const HOW_TO_SEND = '"Authorization: Bearer fl_test_…"'
const BEARER = /^Bearer (fl_(test|live|sess)_[0-9A-Za-z_-]{20,100})$/

/**
 * Finds out who calls, or refuses. Sessions and members are looked up at each request, so one that is ended or removed ends
 * at once everywhere. A key is remembered for a moment: one that is revoked ends everywhere within a second.
 */
export async function authenticate(ctx: Ctx, access: Access, request: Request): Promise<Caller> {
  if (access === 'public') return { kind: 'public' }
  if (access === 'link') return byLinkToken(ctx, request.params.token)
  const checkoutToken = request.get(CHECKOUT_TOKEN_HEADER)
  if (access === 'checkout') return byCheckoutToken(ctx, checkoutToken)
  const authorization = request.get('authorization')
  if (typeof access === 'string') return requirePerson(await byBearer(ctx, authorization), access)
  if (access.orCheckoutToken && checkoutToken !== undefined) return byCheckoutToken(ctx, checkoutToken)
  const caller = await byBearer(ctx, authorization)
  requireScope(caller, access.scope)
  return caller
}

/** The token of a published link stands in its path: it is no secret, it only cannot be guessed. */
async function byLinkToken(ctx: Ctx, token: unknown): Promise<LinkCaller> {
  const link =
    typeof token === 'string' && /^[\w-]{1,100}$/.test(token)
      ? await ctx.store.paymentLinks.findByToken(ctx.db, token)
      : undefined
  if (!link)
    throw new DomainError('not_found', 'No payment link has this token; check its address.', {
      param: 'token',
    })
  return { kind: 'link', linkId: link.id, merchantId: link.merchant_id, mode: link.mode }
}

async function byBearer(ctx: Ctx, header: string | undefined): Promise<MerchantCaller> {
  if (header === undefined) throw refused('missing_api_key', `Send your API key as ${HOW_TO_SEND}.`)
  if (!header.startsWith('Bearer ')) {
    throw refused('invalid_api_key', `The API key must stand after the word Bearer: ${HOW_TO_SEND}.`)
  }
  const [, secret, kind] = BEARER.exec(header) ?? []
  if (secret !== undefined && kind === 'sess') return bySession(ctx, secret)
  return byApiKey(ctx, secret)
}

async function byApiKey(ctx: Ctx, secret: string | undefined): Promise<KeyCaller> {
  const key = secret && (await keyOf(ctx, secret))
  if (!key) {
    throw refused('invalid_api_key', 'This API key does not exist; check it for missing characters.')
  }
  if (key.revoked_at) throw refused('revoked_api_key', 'This API key was revoked; use a newer one.')
  if (key.expires_at && key.expires_at <= ctx.clock.now()) {
    throw refused('expired_api_key', 'This API key was rolled, and its time is over; use the newer one.')
  }
  const scopes = SCOPES.filter((scope) => key.scopes.includes(scope))
  return { kind: 'key', keyId: key.id, merchantId: key.merchant_id, mode: key.mode, scopes }
}

async function keyOf(ctx: Ctx, secret: string): Promise<ApiKeyRow | undefined> {
  const hash = hashSecret(secret)
  const name = hash.toString('base64')
  const known = ctx.knownKeys.get(name)
  if (known) return known
  const found = await ctx.store.apiKeys.findByHash(ctx.db, hash)
  if (!found) return undefined
  ctx.knownKeys.set(name, found)
  if (found.revoked_at === null && isLongAgo(found.last_used_at, ctx.clock.now())) {
    await ctx.store.apiKeys.noteUse(ctx.db, found.id, ctx.clock.now())
  }
  return found
}

/** Uses are noted at most once a minute, so that reading does not become writing. */
function isLongAgo(lastUse: Date | null, now: Date): boolean {
  return lastUse === null || now.getTime() - lastUse.getTime() > 60_000
}

async function bySession(ctx: Ctx, token: string): Promise<SessionCaller> {
  const session = await ctx.store.sessions.findByHash(ctx.db, hashSecret(token))
  if (!session) throw refused('invalid_session', 'This session does not exist or was ended; sign in again.')
  if (session.expires_at <= ctx.clock.now()) {
    throw refused('expired_session', 'This session has run out; sign in again.')
  }
  return {
    kind: 'session',
    sessionId: session.id,
    memberAddress: session.address,
    role: session.role,
    merchantId: session.merchant_id,
    mode: session.mode,
    scopes: scopesOfRole(session.role),
  }
}

function requireScope(caller: MerchantCaller, scope: Scope): void {
  if (caller.scopes.includes(scope)) return
  throw caller.kind === 'key'
    ? refused('insufficient_scope', `This API key lacks the scope ${scope}.`)
    : refused('insufficient_role', `Your role, ${caller.role}, lacks the scope ${scope}; ask an owner.`)
}

function requirePerson(caller: MerchantCaller, access: 'session' | 'owner'): SessionCaller {
  if (caller.kind !== 'session') {
    throw refused('session_required', 'This call is for people: sign in, and send the token of the session.')
  }
  if (access === 'owner' && caller.role !== 'owner') {
    throw refused('insufficient_role', `Only an owner may do this; your role is ${caller.role}.`)
  }
  return caller
}

function refused(code: ErrorCode, message: string): DomainError {
  return new DomainError(code, message, { param: 'Authorization' })
}

async function byCheckoutToken(ctx: Ctx, token: string | undefined): Promise<CheckoutCaller> {
  const invoice = token ? await ctx.store.invoices.findByCheckoutToken(ctx.db, token) : undefined
  if (!invoice) {
    throw new DomainError(
      'invalid_checkout_token',
      token
        ? 'This token opens no invoice; take the one of the invoice’s `checkout_url`.'
        : 'Send the token of the invoice’s checkout link as "Florin-Checkout-Token".',
      { param: 'Florin-Checkout-Token' },
    )
  }
  return { kind: 'checkout', invoiceId: invoice.id, merchantId: invoice.merchant_id, mode: invoice.mode }
}
