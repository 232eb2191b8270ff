import { randomBytes } from 'node:crypto'
import type { Ctx } from '../context.ts'
import type { Owner, Scope } from '../domain/caller.ts'
import { newId } from '../domain/ids.ts'
import { hashSecret } from '../domain/secrets.ts'

/** The API's version that a new key is bound to. */
export const API_VERSION = '2026-11-22'

/** Makes a key and returns it: it is shown this once, and kept as a hash only. */
export async function createApiKey(
  ctx: Ctx,
  owner: Owner,
  scopes: readonly Scope[],
  secret = randomBytes(32).toString('base64url'),
): Promise<{ id: string; key: string }> {
  const key = `fl_${owner.mode}_${secret}`
  const id = newId('key')
  await ctx.store.apiKeys.insert(ctx.db, {
    id,
    merchant_id: owner.merchantId,
    mode: owner.mode,
    sha256: hashSecret(key),
    scopes: [...scopes],
    version: API_VERSION,
    created_at: ctx.clock.now(),
  })
  return { id, key }
}
