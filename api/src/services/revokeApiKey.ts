import type { Ctx } from '../context.ts'
import type { Owner } from '../domain/caller.ts'
import { notFound } from '../domain/errors.ts'
import type { ApiKeyRow } from '../store/apiKeys.ts'

/**
 * Ends a key within a second: each process remembers for a moment (`knownKeys`) what it looked up. One that is revoked stays as
 * it is.
 */
export async function revokeApiKey(ctx: Ctx, owner: Owner, id: string): Promise<ApiKeyRow> {
  const key = await ctx.store.apiKeys.lock(ctx.db, owner, id)
  if (!key) throw notFound('API key', id)
  if (key.revoked_at) return key
  return ctx.store.apiKeys.update(ctx.db, owner, id, { revoked_at: ctx.clock.now() })
}
