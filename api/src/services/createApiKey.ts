import { randomBytes } from 'node:crypto'
import type { Ctx } from '../context.ts'
import type { Owner, Scope } from '../domain/caller.ts'
import { newId } from '../domain/ids.ts'
import { hashSecret } from '../domain/secrets.ts'
import type { ApiKeyRow } from '../store/apiKeys.ts'

/** The API's version that a new key is bound to. */
export const API_VERSION = '2026-11-22'

interface KeyOptions {
  name?: string | null
  /** What stands behind `fl_test_` or `fl_live_`, where it is not to be random. */
  secret?: string
}

/** Makes a key and returns it: it is shown this once, and kept as a hash only. */
export async function createApiKey(
  ctx: Ctx,
  owner: Owner,
  scopes: readonly Scope[],
  { name = null, secret = randomBytes(32).toString('base64url') }: KeyOptions = {},
): Promise<{ id: string; key: string; row: ApiKeyRow }> {
  const key = `fl_${owner.mode}_${secret}`
  const now = ctx.clock.now()
  const row = await ctx.store.apiKeys.insert(ctx.db, {
    id: newId('key', now),
    merchant_id: owner.merchantId,
    mode: owner.mode,
    name,
    sha256: hashSecret(key),
    last_four: key.slice(-4),
    scopes: [...scopes],
    version: API_VERSION,
    created_at: now,
    last_used_at: null,
    expires_at: null,
    revoked_at: null,
  })
  return { id: row.id, key, row }
}
