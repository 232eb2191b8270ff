import type { ZodOpenApiResponseObject } from 'zod-openapi'
import type { ErrorCode } from '../domain/errorCodes.ts'
import { toProblem } from '../middleware/problem.ts'
import type { Access, Route } from './route.ts'
import { problemSchema } from './shapes/problem.ts'

/** How a route may refuse: by status, what it means, and a code that it may come with. */
const REFUSALS = {
  400: ['Malformed', 'The request is malformed: `param` names the field, `detail` says what would be right.'],
  401: ['Unauthenticated', 'Nobody is known by what was sent to say who calls.'],
  403: ['Forbidden', 'Whoever calls may not do this.'],
  404: ['NotFound', 'No such object exists for whoever calls.'],
  409: ['Conflict', 'The state of the object, or a call that is still running, stands in the way.'],
  413: ['BodyTooLarge', 'The body has more than 256 KiB.'],
  415: ['NotJson', 'The body is not JSON in UTF-8.'],
  422: ['KeyReused', 'The Idempotency-Key came before with another body.'],
  429: ['TooManyRequests', 'Too many calls; `Retry-After` says in how many seconds to try again.'],
  503: ['Unavailable', 'A chain or the index of it does not answer at the moment; nothing was changed.'],
} as const

type RefusalStatus = keyof typeof REFUSALS

const EXAMPLES: Record<Exclude<RefusalStatus, 429>, [code: ErrorCode, detail: string, param?: string]> = {
  400: ['invalid_request', 'limit: must be a number from 1 to 100', 'limit'],
  401: ['missing_api_key', 'Send your API key as "Authorization: Bearer fl_test_…".', 'Authorization'],
  403: ['insufficient_scope', 'This API key lacks the scope invoices:write.', 'Authorization'],
  404: ['not_found', 'No invoice inv_01h2xcejqtf2nbrexx3vqjhp41 exists for this key.', 'id'],
  409: ['idempotency_key_in_use', 'A request with this Idempotency-Key is still running.', 'Idempotency-Key'],
  413: ['body_too_large', 'The body may have at most 256 KiB.'],
  415: ['unsupported_media_type', 'Send the body as JSON, with Content-Type: application/json.'],
  422: [
    'idempotency_key_reused',
    'This Idempotency-Key was used for another request; use a new one for each intent.',
    'Idempotency-Key',
  ],
  503: ['chain_unavailable', 'The chain eip155:31337 does not answer; retry with the same Idempotency-Key.'],
}

/** The problems that a route may answer with, each by its name. */
export function refusalsOf(route: Route): Record<`4${string}` | `5${string}`, ZodOpenApiResponseObject> {
  return Object.fromEntries(statusesOf(route).map((status) => [String(status), RESPONSES[status]]))
}

function statusesOf(route: Route): RefusalStatus[] {
  const { access, method, body } = route
  const known: [RefusalStatus, boolean][] = [
    [400, hasInput(route)],
    [401, access !== 'link' && (access !== 'public' || method !== 'get')],
    [403, isScoped(access)],
    [404, route.params !== undefined || method !== 'get'],
    [409, method !== 'get'],
    [413, body !== undefined],
    [415, body !== undefined],
    [422, route.idempotencyKey !== 'none'],
    [429, true],
    [503, method !== 'get'],
  ]
  return known.filter(([, mayBe]) => mayBe).map(([status]) => status)
}

function hasInput({ params, query, body, idempotencyKey }: Route): boolean {
  return Boolean(params ?? query ?? body) || idempotencyKey !== 'none'
}

function isScoped(access: Access): boolean {
  return access !== 'public' && access !== 'checkout' && access !== 'link'
}

function refusal(status: RefusalStatus): ZodOpenApiResponseObject {
  const [id, description] = REFUSALS[status]
  return {
    id,
    description,
    ...(status === 429 || status === 409 || status === 503 ? { headers: RETRY_AFTER } : {}),
    content: { 'application/problem+json': { schema: problemSchema, example: exampleOf(status) } },
  }
}

const RETRY_AFTER = {
  'Retry-After': {
    description: 'Seconds after which the same call may succeed.',
    schema: { type: 'integer' as const },
    example: 1,
  },
}

const EXAMPLE_REQUEST = { instance: '/v1/invoices', request_id: 'req_0b8f6a2f5c5e4d7c9a0e1f2d3c4b5a69' }

function exampleOf(status: RefusalStatus) {
  if (status === 429) {
    const detail = 'Too many requests; try again in 1 second.'
    const type = 'urn:florin:problem:rate_limited'
    return { type, title: 'Rate limited', status, detail, code: 'rate_limited', ...EXAMPLE_REQUEST }
  }
  const [code, detail, param] = EXAMPLES[status]
  return { ...toProblem(code, detail, param === undefined ? {} : { param }), ...EXAMPLE_REQUEST }
}

/** One object for each, because the document names what it is given twice. */
const RESPONSES: Record<RefusalStatus, ZodOpenApiResponseObject> = {
  400: refusal(400),
  401: refusal(401),
  403: refusal(403),
  404: refusal(404),
  409: refusal(409),
  413: refusal(413),
  415: refusal(415),
  422: refusal(422),
  429: refusal(429),
  503: refusal(503),
}

/** Any other status: what was wrong with the request, or a fault of ours. */
export const UNFORESEEN: ZodOpenApiResponseObject = {
  id: 'Problem',
  description: 'What was wrong, and what would be right.',
  content: {
    'application/problem+json': {
      schema: problemSchema,
      example: {
        type: 'urn:florin:problem:internal_error',
        title: 'Internal error',
        status: 500,
        detail:
          'Something went wrong on our side. Retry with the same Idempotency-Key: what was done is not done again.',
        code: 'internal_error',
        ...EXAMPLE_REQUEST,
      },
    },
  },
}
