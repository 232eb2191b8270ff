import { ApiProblem, readProblem, Unreachable } from './problem.ts'

const TIMEOUT_MS = 15_000

/** The API as one payer's page sees it: guarded by the invoice's checkout token, which travels in a header only. */
export type ApiClient = {
  get(path: string): Promise<unknown>
  post(path: string, body: Record<string, string>, idempotencyKey: string): Promise<unknown>
}

export function createApiClient(apiUrl: string, checkoutToken: string | null): ApiClient {
  const base = apiUrl.replace(/\/+$/, '')

  async function send(path: string, init: RequestInit, headers: Record<string, string>): Promise<unknown> {
    const response = await fetch(`${base}${path}`, {
      ...init,
      headers: {
        Accept: 'application/json',
        ...(checkoutToken === null ? {} : { 'Florin-Checkout-Token': checkoutToken }),
        ...headers,
      },
      cache: 'no-store',
      credentials: 'omit',
      referrerPolicy: 'no-referrer',
      signal: AbortSignal.timeout(TIMEOUT_MS),
    }).catch(() => {
      throw new Unreachable('The payment service cannot be reached.')
    })
    if (!response.ok) throw await readProblem(response)
    const body: unknown = await response.json().catch(() => {
      throw new ApiProblem(
        response.status,
        'unreadable',
        'The payment service sent an unreadable answer.',
        null,
      )
    })
    return body
  }

  return {
    get: (path) => send(path, { method: 'GET' }, {}),
    post: (path, body, idempotencyKey) =>
      send(
        path,
        { method: 'POST', body: JSON.stringify(body) },
        { 'Content-Type': 'application/json', 'Idempotency-Key': idempotencyKey },
      ),
  }
}
