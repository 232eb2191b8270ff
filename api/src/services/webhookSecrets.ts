import type { Ctx } from '../context.ts'
import { openSecret } from '../domain/secretBox.ts'
import type { WebhookEndpointRow } from '../store/webhookEndpoints.ts'

/** The secrets that sign for an endpoint: its own first, and until a rotation is through the one before it. */
export function webhookSecrets(ctx: Ctx, endpoint: WebhookEndpointRow, now: Date): string[] {
  const sealed = [endpoint.secret_encrypted]
  const { previous_secret_encrypted: previous, previous_secret_expires_at: expiresAt } = endpoint
  if (previous && expiresAt && expiresAt > now) sealed.push(previous)
  return sealed.map((secret) => openSecret(ctx.config.secretsKeys, endpoint.id, secret))
}
