import type { Ctx } from '../context.ts'
import type { Owner } from '../domain/caller.ts'
import { newWebhookSecret, sealSecret } from '../domain/secretBox.ts'
import type { WebhookEndpointRow } from '../store/webhookEndpoints.ts'
import { getWebhookEndpoint } from './getWebhookEndpoint.ts'

/**
 * Gives an endpoint a new secret. Until the old one expires deliveries are signed with both; a second rotation within that
 * time ends the oldest at once.
 */
export async function rotateWebhookSecret(
  ctx: Ctx,
  owner: Owner,
  id: string,
  expiresInSeconds: number,
): Promise<{ row: WebhookEndpointRow; secret: string }> {
  await getWebhookEndpoint(ctx, owner, id)
  const current = await ctx.store.webhookEndpoints.lock(ctx.db, id)
  const secret = newWebhookSecret()
  const keepsOld = expiresInSeconds > 0
  const row = await ctx.store.webhookEndpoints.update(ctx.db, id, {
    secret_encrypted: sealSecret(ctx.config.secretsKeys[0], id, secret),
    previous_secret_encrypted: keepsOld ? current.secret_encrypted : null,
    previous_secret_expires_at: keepsOld
      ? new Date(ctx.clock.now().getTime() + expiresInSeconds * 1_000)
      : null,
  })
  return { row, secret }
}
