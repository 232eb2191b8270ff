import { Webhook } from 'standardwebhooks'

/** What a delivery says. `data.object` is the object as the API showed it at that moment. */
export interface WebhookEvent {
  id: string
  type: string
  seq: number
  timestamp: string
  data: { object: Record<string, unknown>; cause?: Record<string, unknown> }
}

/**
 * Verifies a delivery by its headers and its raw body, and returns the event.
 *
 * @param secret The endpoint's `whsec_…`, shown once when it was created.
 * @param body The body as it arrived: parsed and printed again it would have other bytes.
 * @throws WebhookVerificationError where the signature or the timestamp (five minutes) is not right.
 * @see https://www.standardwebhooks.com
 */
export function verifyWebhook(
  secret: string,
  headers: Record<string, string | string[] | undefined>,
  body: string,
): WebhookEvent {
  const flat: Record<string, string> = {}
  for (const [name, value] of Object.entries(headers)) {
    if (value !== undefined) flat[name.toLowerCase()] = Array.isArray(value) ? value.join(' ') : value
  }
  const event: unknown = new Webhook(secret).verify(body, flat)
  if (!isWebhookEvent(event)) throw new TypeError('The delivery is signed, but is not an event of Florin.')
  return event
}

function isWebhookEvent(value: unknown): value is WebhookEvent {
  return (
    typeof value === 'object' &&
    value !== null &&
    'id' in value &&
    typeof value.id === 'string' &&
    'type' in value &&
    typeof value.type === 'string' &&
    'data' in value &&
    typeof value.data === 'object' &&
    value.data !== null &&
    'object' in value.data
  )
}
