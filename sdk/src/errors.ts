import type { components } from './generated/api.ts'

type Problem = components['schemas']['Problem']

/** A refusal by the API (RFC 9457), or an answer that is none of its. */
export class FlorinError extends Error {
  override readonly name = 'FlorinError'
  /** What happened, for programs: it never changes its meaning. `unknown` where the answer was not one of the API. */
  readonly code: string
  readonly status: number
  /** Where in the request the fault is, such as `amount` or `metadata.order`. */
  readonly param: string | undefined
  /** Every fault, where several were found. */
  readonly errors: readonly { param: string; message: string }[]
  /** Names the request in the logs of the host. */
  readonly requestId: string | undefined
  /** Seconds after which the same call may succeed. */
  readonly retryAfter: number | undefined
  /** What else the answer says, by code: `relay` with `relay_in_flight`, `left` with `refund_cap_exceeded`. See docs/errors.md. */
  readonly extra: Readonly<Record<string, unknown>>

  constructor(response: Response, body: unknown) {
    const problem = readProblem(body)
    super(problem.detail ?? `The API answered with status ${response.status}.`)
    this.code = problem.code ?? 'unknown'
    this.status = response.status
    this.param = problem.param
    this.errors = problem.errors ?? []
    this.requestId = problem.request_id ?? response.headers.get('Request-Id') ?? undefined
    this.retryAfter = readRetryAfter(response.headers)
    this.extra = problem.code === undefined ? {} : readExtra(body)
  }
}

/** Seconds of a Retry-After header; undefined where there is none, or a date, which the API never sends. */
export function readRetryAfter(headers: Headers): number | undefined {
  const text = headers.get('Retry-After')
  return text !== null && /^\d+$/.test(text) ? Number(text) : undefined
}

/** A proxy before the API may answer with anything, so each field is taken only as what it should be. */
function readProblem(body: unknown): Partial<Problem> {
  if (typeof body !== 'object' || body === null) return {}
  const text = (name: string): string | undefined => {
    const value: unknown = Reflect.get(body, name)
    return typeof value === 'string' ? value : undefined
  }
  const fields = {
    code: text('code'),
    detail: text('detail'),
    param: text('param'),
    request_id: text('request_id'),
  }
  const errors = 'errors' in body && Array.isArray(body.errors) ? body.errors.filter(isFault) : undefined
  return Object.fromEntries(Object.entries({ ...fields, errors }).filter(([, value]) => value !== undefined))
}

/** What every problem has, and so stands in fields of its own. */
const COMMON: ReadonlySet<string> = new Set<keyof Problem>([
  'type',
  'title',
  'status',
  'detail',
  'instance',
  'code',
  'param',
  'errors',
  'request_id',
])

function readExtra(body: unknown): Record<string, unknown> {
  const members = typeof body === 'object' && body !== null ? Object.entries(body) : []
  return Object.fromEntries(members.filter(([name]) => !COMMON.has(name)))
}

function isFault(value: unknown): value is { param: string; message: string } {
  return (
    typeof value === 'object' &&
    value !== null &&
    'param' in value &&
    typeof value.param === 'string' &&
    'message' in value &&
    typeof value.message === 'string'
  )
}
