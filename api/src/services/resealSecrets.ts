import type { Ctx } from '../context.ts'
import { openSecret, sealSecret, tryOpen } from '../domain/secretBox.ts'
import type { WebhookEndpointRow } from '../store/webhookEndpoints.ts'

const ENDPOINTS_PER_STEP = 100

/** After the host changed its key: seals with the new one what the old one sealed, so that the old one can be thrown away. */
export async function resealSecrets(ctx: Ctx): Promise<void> {
  if (ctx.config.secretsKeys.length === 1) return
  let resealed = 0
  let after = ''
  for (;;) {
    const endpoints = await ctx.store.webhookEndpoints.listAfter(ctx.db, after, ENDPOINTS_PER_STEP)
    const last = endpoints.at(-1)
    if (!last) break
    for (const { id } of endpoints) if (await resealOne(ctx, id)) resealed += 1
    after = last.id
  }
  ctx.log.info(
    { resealed },
    'every secret is sealed with SECRETS_KEY; SECRETS_KEY_PREVIOUS is needed no more',
  )
}

async function resealOne(outer: Ctx, id: string): Promise<boolean> {
  return outer.store.locks.inTransaction(outer.db, async (db) => {
    const endpoint = await outer.store.webhookEndpoints.lock(db, id)
    const change = {
      secret_encrypted: resealedOf(outer, endpoint, endpoint.secret_encrypted),
      previous_secret_encrypted:
        endpoint.previous_secret_encrypted && resealedOf(outer, endpoint, endpoint.previous_secret_encrypted),
    }
    const same = change.secret_encrypted === endpoint.secret_encrypted
    if (same && change.previous_secret_encrypted === endpoint.previous_secret_encrypted) return false
    await outer.store.webhookEndpoints.update(db, id, change)
    return true
  })
}

/** The same buffer where the present key opens it already. */
function resealedOf(ctx: Ctx, { id }: WebhookEndpointRow, sealed: Buffer): Buffer {
  const { secretsKeys } = ctx.config
  if (tryOpen(secretsKeys[0], id, sealed) !== undefined) return sealed
  return sealSecret(secretsKeys[0], id, openSecret(secretsKeys, id, sealed))
}
