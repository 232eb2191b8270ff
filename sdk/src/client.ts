import createClient, { type Client, type Middleware } from 'openapi-fetch'
import type { paths } from './generated/api.ts'

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
}

export type FlorinClient = Client<paths>

/**
 * A typed client of the whole API. Each POST gets an Idempotency-Key if it has none, and every call is repeated with the
 * same key after a lost connection, 409 "in use", 429 or 5xx, so that a retry can never do a thing twice.
 */
export function florin(options: FlorinOptions): FlorinClient {
  const client = createClient<paths>({
    baseUrl: options.apiUrl.replace(/\/$/, ''),
    fetch: withRetries(options.fetch ?? fetch, options.retries ?? 3),
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
      request.headers.set('Idempotency-Key', crypto.randomUUID())
    }
    return request
  },
}

function withRetries(send: typeof fetch, retries: number): (request: Request) => Promise<Response> {
  return async (request) => {
    for (let attempt = 0; ; attempt += 1) {
      // A request's body can be read once, so each attempt sends a copy.
      const outcome = await send(request.clone()).catch((error: unknown) => ({ error }))
      const failed = 'error' in outcome
      if (attempt >= retries || (!failed && !(await isTransient(outcome)))) {
        if (failed) throw outcome.error
        return outcome
      }
      await pause(failed ? null : outcome.headers.get('Retry-After'), attempt)
    }
  }
}

async function isTransient(response: Response): Promise<boolean> {
  if (response.status === 429 || response.status >= 500) return true
  if (response.status !== 409) return false
  const problem: unknown = await response.clone().json()
  return (
    typeof problem === 'object' &&
    problem !== null &&
    'code' in problem &&
    problem.code === 'idempotency_key_in_use'
  )
}

/** Waits as long as the server asks, else 0.2 s doubled per attempt, with jitter. */
async function pause(retryAfter: string | null, attempt: number): Promise<void> {
  const asked = retryAfter === null ? Number.NaN : Number(retryAfter) * 1000
  const backoff = 200 * 2 ** attempt * (0.5 + Math.random())
  await new Promise((resolve) => setTimeout(resolve, Number.isFinite(asked) ? asked : backoff))
}
