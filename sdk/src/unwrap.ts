import { FlorinError } from './errors.ts'

/** What a call of the client answers with: its data, or the problem that came instead. */
export type Answer<T> = { data?: T; error?: unknown; response: Response }

/**
 * The data of an answer: `const invoice = await unwrap(api.GET('/v1/invoices/{id}', …))`.
 *
 * @throws FlorinError where the API refused.
 */
export async function unwrap<T>(call: Promise<Answer<T>>): Promise<T> {
  const { data, error, response } = await call
  if (data === undefined) throw new FlorinError(response, error)
  return data
}
