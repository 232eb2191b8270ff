import type { Request } from 'express'
import type { Ctx } from '../context.ts'
import type { Caller, CheckoutCaller, KeyCaller, Scope } from '../domain/caller.ts'
import { DomainError } from '../domain/errors.ts'
import { hashSecret } from '../domain/secrets.ts'

/** Who may call: the same shape as a route declares. */
type Access = 'public' | 'checkout' | { scope: Scope; orCheckoutToken?: true }

const CHECKOUT_TOKEN_HEADER = 'florin-checkout-token'

/** Finds out who calls, or refuses. Keys are looked up at each request, so a revoked one ends at once everywhere. */
export async function authenticate(ctx: Ctx, access: Access, request: Request): Promise<Caller> {
  if (access === 'public') return { kind: 'public' }
  const checkoutToken = request.get(CHECKOUT_TOKEN_HEADER)
  if (access === 'checkout') return byCheckoutToken(ctx, checkoutToken)
  if (access.orCheckoutToken && checkoutToken !== undefined) return byCheckoutToken(ctx, checkoutToken)
  return byApiKey(ctx, request.get('authorization'), access.scope)
}

async function byApiKey(ctx: Ctx, header: string | undefined, scope: Scope): Promise<KeyCaller> {
  if (header === undefined) {
    throw new DomainError('missing_api_key', 'Send your API key as "Authorization: Bearer fl_test_…".', {
      param: 'Authorization',
    })
  }
  const secret = /^Bearer (fl_(?:test|live)_[0-9A-Za-z_-]{20,100})$/.exec(header)?.[1]
  const key = secret && (await ctx.store.apiKeys.findByHash(ctx.db, hashSecret(secret)))
  if (!key) {
    throw new DomainError(
      'invalid_api_key',
      'This API key does not exist; check it for missing characters.',
      {
        param: 'Authorization',
      },
    )
  }
  if (key.revoked_at) {
    throw new DomainError('revoked_api_key', 'This API key was revoked; use a newer one.', {
      param: 'Authorization',
    })
  }
  if (!key.scopes.includes(scope)) {
    throw new DomainError('insufficient_scope', `This API key lacks the scope ${scope}.`, {
      param: 'Authorization',
    })
  }
  await ctx.store.apiKeys.noteUse(ctx.db, key.id, ctx.clock.now())
  return { kind: 'key', keyId: key.id, merchantId: key.merchant_id, mode: key.mode }
}

async function byCheckoutToken(ctx: Ctx, token: string | undefined): Promise<CheckoutCaller> {
  const invoice = token ? await ctx.store.invoices.findByCheckoutToken(ctx.db, token) : undefined
  if (!invoice) {
    throw new DomainError(
      'invalid_checkout_token',
      'Send the token of the invoice\'s checkout link as "Florin-Checkout-Token"; this one opens no invoice.',
      { param: 'Florin-Checkout-Token' },
    )
  }
  return { kind: 'checkout', invoiceId: invoice.id, merchantId: invoice.merchant_id, mode: invoice.mode }
}
