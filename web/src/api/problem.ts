import { readObject } from '../parse/reader.ts'

/** A refusal by the API (RFC 9457, application/problem+json). */
export class ApiProblem extends Error {
  override name = 'ApiProblem'
  readonly status: number
  readonly code: string
  readonly retryAfterSeconds: number | null

  constructor(status: number, code: string, message: string, retryAfterSeconds: number | null) {
    super(message)
    this.status = status
    this.code = code
    this.retryAfterSeconds = retryAfterSeconds
  }
}

/** The API could not be reached, or did not answer in time. */
export class Unreachable extends Error {
  override name = 'Unreachable'
}

/** Reads a refused answer; a proxy's HTML page instead of a problem gives a plain sentence. */
export async function readProblem(response: Response): Promise<ApiProblem> {
  const retryAfter = Number(response.headers.get('retry-after') ?? Number.NaN)
  const retryAfterSeconds = Number.isFinite(retryAfter) ? retryAfter : null
  try {
    const body: unknown = await response.json()
    const problem = readObject(body, 'problem')
    const message = problem.textOrNull('detail') ?? problem.textOrNull('title') ?? fallback(response.status)
    return new ApiProblem(
      response.status,
      problem.textOrNull('code') ?? 'unknown',
      message,
      retryAfterSeconds,
    )
  } catch {
    return new ApiProblem(response.status, 'unknown', fallback(response.status), retryAfterSeconds)
  }
}

function fallback(status: number): string {
  return `The payment service answered with status ${status}.`
}

/** Whether asking again later can help, without changing the question. */
export function isTransient(error: unknown): boolean {
  if (error instanceof Unreachable) return true
  return error instanceof ApiProblem && (error.status === 429 || error.status >= 500)
}
