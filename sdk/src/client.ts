import createClient, { type Client, type Middleware } from 'openapi-fetch'
import type { paths } from './generated/api.ts'
import { withRetries } from './retries.ts'

export interface FlorinOptions {
  /** Where the API answers, such as `https://pay.example.com`. */
  apiUrl: string
  /** A merchant's secret key. Never put it into a page. */
  apiKey?: string
  /** The token of one invoice's checkout link, for a payer's page. */
  checkoutToken?: string
  /** Defaults to the platform's own. */
  fetch?: typeof fetch
  /** Attempts after the first, where a retry is safe. Default 3. */
  retries?: number
  /** Milliseconds after which one attempt is given up. Default 30,000. */
  timeoutMs?: number
}

export type FlorinClient = Client<paths>

/**
 * A typed client of the whole API: `await unwrap(api.GET('/v1/invoices/{id}', { params: { path: { id } } }))`. Each POST
 * gets an Idempotency-Key if it has none, and calls are repeated with the same key after a lost connection, 409 "in use",
 * 429 or 5xx, so that a retry can never do a thing twice. A `signal` given to a call ends it, pauses included.
 */
export function florin(options: FlorinOptions): FlorinClient {
  const { retries = 3, timeoutMs = 30_000 } = options
  const client = createClient<paths>({
    baseUrl: options.apiUrl.replace(/\/+$/, ''),
    fetch: withRetries(options.fetch ?? fetch, { retries, timeoutMs }),
  })
  client.use(authorize(options), nameIntent)
  return client
}

function authorize({ apiKey, checkoutToken }: FlorinOptions): Middleware {
  return {
    onRequest: ({ request }) => {
      if (apiKey) request.headers.set('Authorization', `Bearer ${apiKey}`)
      if (checkoutToken) request.headers.set('Florin-Checkout-Token', checkoutToken)
      return request
    },
  }
}

const nameIntent: Middleware = {
  onRequest: ({ request }) => {
    if (request.method === 'POST' && !request.headers.has('Idempotency-Key')) {
      request.headers.set('Idempotency-Key', randomKey())
    }
    return request
  },
}

/** 128 random bits. Unlike `randomUUID` it is there on plain http too, where pages are tried in a local network. */
function randomKey(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(16))
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('')
}
