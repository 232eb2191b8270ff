import type { Ctx } from '../context.ts'
import { type MerchantCaller, SCOPES } from '../domain/caller.ts'
import { DomainError, notFound } from '../domain/errors.ts'
import type { ApiKeyRow } from '../store/apiKeys.ts'
import { createApiKey } from './createApiKey.ts'
import { getApiKey } from './getApiKey.ts'
import { requireScopes } from './requireScopes.ts'

/** Whoever rolls a key gets a key that may do the same, so it must be allowed to do all of that itself. */
export async function prepareRoll(ctx: Ctx, caller: MerchantCaller, id: string): Promise<void> {
  const key = await getApiKey(ctx, caller, id)
  requireScopes(caller, key.scopes, 'id')
}

/** Makes the successor of a key, with its name and scopes. The old one goes on for so long, and no longer than it would have. */
export async function rollApiKey(
  ctx: Ctx,
  caller: MerchantCaller,
  id: string,
  expiresInSeconds: number,
): Promise<{ key: string; row: ApiKeyRow }> {
  const old = await ctx.store.apiKeys.lock(ctx.db, caller, id)
  if (!old) throw notFound('API key', id)
  requireLiving(old)
  const now = ctx.clock.now()
  await ctx.store.apiKeys.update(ctx.db, caller, id, {
    expires_at: new Date(now.getTime() + expiresInSeconds * 1_000),
  })
  const scopes = SCOPES.filter((scope) => old.scopes.includes(scope))
  return createApiKey(ctx, caller, scopes, { name: old.name })
}

/** A key that has an end was rolled before: the one that came after it is to be rolled. */
function requireLiving(key: ApiKeyRow): void {
  if (!key.revoked_at && !key.expires_at) return
  const why = key.revoked_at ? 'was revoked' : 'was rolled already'
  throw new DomainError('api_key_inactive', `API key ${key.id} ${why}; roll or make another one.`, {
    param: 'id',
  })
}
