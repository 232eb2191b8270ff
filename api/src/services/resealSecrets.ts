import type { Ctx } from '../context.ts'
import { sealSecret, tryOpen } from '../domain/secretBox.ts'

const ENDPOINTS_PER_STEP = 100

/**
 * After the host changed its key: seals with the new one what the old one sealed, so that the old one can be thrown away. A
 * secret that neither opens is told to the host and passed over: it must not keep everybody else's money waiting.
 */
export async function resealSecrets(ctx: Ctx): Promise<void> {
  if (ctx.config.secretsKeys.length === 1) return
  const found: Record<Resealed, number> = { resealed: 0, same: 0, unreadable: 0 }
  let after = ''
  for (;;) {
    const endpoints = await ctx.store.webhookEndpoints.listAfter(ctx.db, after, ENDPOINTS_PER_STEP)
    const last = endpoints.at(-1)
    if (!last) break
    for (const { id } of endpoints) found[await resealOne(ctx, id)] += 1
    after = last.id
  }
  if (found.unreadable > 0) return
  ctx.log.info(
    { resealed: found.resealed },
    'every secret is sealed with SECRETS_KEY; SECRETS_KEY_PREVIOUS is needed no more',
  )
}

type Resealed = 'resealed' | 'same' | 'unreadable'

async function resealOne(outer: Ctx, id: string): Promise<Resealed> {
  return outer.store.locks.inTransaction(outer.db, async (db) => {
    const endpoint = await outer.store.webhookEndpoints.lock(db, id)
    const { secret_encrypted: secret, previous_secret_encrypted: previous } = endpoint
    const change = {
      secret_encrypted: resealedOf(outer, id, secret),
      previous_secret_encrypted: previous && resealedOf(outer, id, previous),
    }
    if (change.secret_encrypted === undefined || change.previous_secret_encrypted === undefined) {
      outer.log.error(
        { alarm: 'secret-unreadable', endpointId: id },
        'neither SECRETS_KEY nor SECRETS_KEY_PREVIOUS opens a secret of this webhook endpoint; give back the key that sealed it, or have its merchant rotate the secret',
      )
      return 'unreadable'
    }
    if (change.secret_encrypted === secret && change.previous_secret_encrypted === previous) return 'same'
    await outer.store.webhookEndpoints.update(db, id, change)
    return 'resealed'
  })
}

/** The same buffer where the present key opens it already; undefined where none does. */
function resealedOf(ctx: Ctx, id: string, sealed: Buffer): Buffer | undefined {
  const [present, ...others] = ctx.config.secretsKeys
  if (tryOpen(present, id, sealed) !== undefined) return sealed
  for (const key of others) {
    const secret = tryOpen(key, id, sealed)
    if (secret !== undefined) return sealSecret(present, id, secret)
  }
  return undefined
}
