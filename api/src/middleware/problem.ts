import type { ErrorRequestHandler, RequestHandler, Response } from 'express'
import type { Logger } from 'pino'
import { z } from 'zod'
import type { ErrorCode } from '../domain/errorCodes.ts'
import { DomainError, type ErrorDetails } from '../domain/errors.ts'

/** The only place where a domain error becomes an HTTP status. */
const STATUSES: Record<ErrorCode, number> = {
  invalid_request: 400,
  invalid_amount: 400,
  invalid_address: 400,
  invalid_json: 400,
  body_too_large: 413,
  unsupported_media_type: 415,
  missing_api_key: 401,
  invalid_api_key: 401,
  revoked_api_key: 401,
  expired_api_key: 401,
  api_key_inactive: 409,
  invalid_session: 401,
  expired_session: 401,
  session_required: 403,
  insufficient_role: 403,
  invalid_sign_in: 401,
  merchant_required: 400,
  member_exists: 409,
  last_owner: 409,
  invalid_checkout_token: 401,
  insufficient_scope: 403,
  live_key_required: 403,
  rate_limited: 429,
  missing_idempotency_key: 400,
  idempotency_key_in_use: 409,
  idempotency_key_reused: 422,
  not_found: 404,
  route_not_found: 404,
  method_not_allowed: 405,
  chain_not_configured: 400,
  token_not_supported: 400,
  merchant_address_missing: 409,
  price_inactive: 409,
  payment_link_inactive: 409,
  payment_link_busy: 409,
  customer_reference_taken: 409,
  customer_deleted: 409,
  invoice_not_draft: 409,
  invoice_not_finalizable: 409,
  invalid_challenge: 400,
  invalid_signature: 400,
  address_not_available: 409,
  address_in_use: 409,
  too_many_addresses: 409,
  invoice_not_open: 409,
  invoice_expired: 409,
  invoice_void: 409,
  invoice_paid: 409,
  invoice_uncollectible: 409,
  invoice_has_pending_payment: 409,
  invoice_already_covered: 409,
  part_too_small: 409,
  payment_request_expired: 409,
  payer_cannot_sign: 409,
  payment_not_capturable: 409,
  payment_not_refundable: 409,
  payment_not_in_escrow: 409,
  payment_not_confirmed: 409,
  payment_not_assignable: 409,
  payment_already_assigned: 409,
  payment_of_other_deployment: 409,
  posting_busy: 409,
  refund_cap_exceeded: 409,
  refund_not_cancelable: 409,
  too_many_unsigned_refunds: 409,
  payout_not_cancelable: 409,
  too_many_unsigned_payouts: 409,
  balance_too_low: 409,
  relay_in_flight: 409,
  sponsor_budget_exhausted: 429,
  sponsor_budget_spent: 409,
  relay_not_cancelable: 409,
  invalid_call: 400,
  call_not_yours: 403,
  would_revert: 409,
  webhook_url_forbidden: 400,
  too_many_webhook_endpoints: 409,
  webhook_endpoint_disabled: 409,
  no_webhook_endpoint: 409,
  replay_too_large: 400,
  replay_in_progress: 409,
  block_not_posted: 409,
  chain_unavailable: 503,
  no_gas_signer: 503,
  index_not_ready: 503,
}

type Problem = Record<string, unknown> & { status: number; code: string }

export function statusOf(code: ErrorCode): number {
  return STATUSES[code]
}

/** RFC 9457 problem details, without the request they belong to. */
export function toProblem(code: ErrorCode, detail: string, details: ErrorDetails = {}): Problem {
  const { param, errors, extra } = details
  return {
    type: `urn:florin:problem:${code}`,
    title: titleOf(code),
    status: STATUSES[code],
    detail,
    code,
    ...(param === undefined ? {} : { param }),
    ...(errors === undefined ? {} : { errors }),
    ...extra,
  }
}

function titleOf(code: string): string {
  const words = code.replaceAll('_', ' ').replace('api key', 'API key').replace('json', 'JSON')
  return words.charAt(0).toUpperCase() + words.slice(1)
}

export function sendProblem(response: Response, problem: Problem): void {
  response
    .status(problem.status)
    .type('application/problem+json')
    .send(JSON.stringify({ ...problem, instance: response.req.path, request_id: response.locals.requestId }))
}

/** Turns whatever was thrown into problem+json. What we did not foresee is logged whole and told in one sentence. */
export function problemHandler(log: Logger): ErrorRequestHandler {
  return (error: unknown, request, response, _next) => {
    const known = domainErrorIn(error) ?? fromParser(error)
    if (known) {
      const retryAfter = known.details.retryAfterSeconds
      if (retryAfter !== undefined) response.setHeader('Retry-After', String(retryAfter))
      sendProblem(response, toProblem(known.code, known.message, known.details))
      return
    }
    log.error({ err: error, requestId: response.locals.requestId, path: request.path }, 'request failed')
    sendProblem(response, {
      type: 'urn:florin:problem:internal_error',
      title: 'Internal error',
      status: 500,
      detail:
        'Something went wrong on our side. Retry with the same Idempotency-Key: what was done is not done again.',
      code: 'internal_error',
    })
  }
}

/** What was thrown, or what it came from: a library wraps what we threw inside of it, such as that a chain does not answer. */
function domainErrorIn(error: unknown): DomainError | undefined {
  if (error instanceof DomainError) return error
  return error instanceof Error ? domainErrorIn(error.cause) : undefined
}

/** Parsers mark with `expose` what the client caused; errors of others, such as a node's 429, have a status too. */
const parserError = z.object({
  expose: z.literal(true),
  status: z.int().min(400).max(499),
  type: z.string().optional(),
})

/** What the body parser and the router throw before a route is reached. */
function fromParser(error: unknown): DomainError | undefined {
  if (error instanceof URIError) return new DomainError('invalid_request', 'The path is not valid UTF-8.')
  const parsed = parserError.safeParse(error)
  if (!parsed.success) return undefined
  switch (parsed.data.type) {
    case 'entity.parse.failed':
      return new DomainError('invalid_json', 'The body is not valid JSON.')
    case 'entity.too.large':
      return new DomainError('body_too_large', 'The body may have at most 256 KiB.')
    case 'charset.unsupported':
    case 'encoding.unsupported':
      return new DomainError(
        'unsupported_media_type',
        'Send the body as UTF-8 JSON, not compressed otherwise.',
      )
    default:
      return new DomainError(
        'invalid_request',
        'The request cannot be read: its body may be cut off or not be compressed as Content-Encoding says, or a header does not fit.',
      )
  }
}

export const routeNotFound: RequestHandler = (request) => {
  throw new DomainError('route_not_found', `There is no ${request.method} ${request.path}; see /docs.`)
}
