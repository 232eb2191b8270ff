import { Webhook } from 'standardwebhooks'
import type { components } from './generated/api.ts'
import type { EventType } from './generated/eventTypes.ts'

type Schemas = components['schemas']

/** The object of an event, by the first part of its type. What could let others pay or buy is left out. */
type Objects = {
  customer: Schemas['Customer']
  invoice: Omit<Schemas['Invoice'], 'checkout_url' | 'checkout_token'>
  payment: Schemas['Payment']
  payment_link: Omit<Schemas['PaymentLink'], 'url' | 'link_token'>
  payout: Schemas['Payout']
  price: Schemas['Price']
  product: Schemas['Product']
  refund: Schemas['Refund']
  relay: Schemas['Relay']
  webhook: Schemas['WebhookEndpoint']
  webhook_endpoint: Schemas['WebhookEndpoint']
}

type ObjectOf<T extends EventType> = T extends `${infer Kind extends keyof Objects}.${string}`
  ? Objects[Kind]
  : Record<string, unknown>

/**
 * What a delivery says: `event.type` tells which object `event.data.object` is, as the API showed it at that moment. Newer
 * installations may send types that this release does not know, so a `switch` over them needs a `default`.
 */
export type WebhookEvent = {
  [T in EventType]: {
    id: string
    type: T
    seq: number
    timestamp: string
    data: { object: ObjectOf<T>; cause?: Record<string, unknown> }
  }
}[EventType]

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
