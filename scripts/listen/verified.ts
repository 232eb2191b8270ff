import { verifyWebhook, type WebhookEvent } from '@florin/sdk/webhooks.ts'
import type { Received } from './serve.ts'

/** A delivery that its signature proves, or why nothing in it is believed. */
export type Verified = { event: WebhookEvent } | { reason: string }

export function verified(secret: string, { headers, body }: Received): Verified {
  try {
    return { event: verifyWebhook(secret, headers, body.toString('utf8')) }
  } catch (error) {
    return { reason: error instanceof Error ? error.message : String(error) }
  }
}
