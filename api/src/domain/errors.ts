/**
 * Everything that can be wrong with what a caller asked. A code is part of the API: it never changes its meaning.
 * Domain errors know no HTTP; middleware/problem.ts maps codes to statuses.
 */
export type ErrorCode =
  | 'invalid_request'
  | 'invalid_amount'
  | 'invalid_address'
  | 'invalid_json'
  | 'body_too_large'
  | 'unsupported_media_type'
  | 'missing_api_key'
  | 'invalid_api_key'
  | 'revoked_api_key'
  | 'expired_api_key'
  | 'api_key_inactive'
  | 'invalid_session'
  | 'expired_session'
  | 'session_required'
  | 'insufficient_role'
  | 'invalid_sign_in'
  | 'merchant_required'
  | 'member_exists'
  | 'last_owner'
  | 'insufficient_scope'
  | 'live_key_required'
  | 'invalid_checkout_token'
  | 'rate_limited'
  | 'missing_idempotency_key'
  | 'idempotency_key_in_use'
  | 'idempotency_key_reused'
  | 'not_found'
  | 'route_not_found'
  | 'method_not_allowed'
  | 'chain_not_configured'
  | 'token_not_supported'
  | 'merchant_address_missing'
  | 'price_inactive'
  | 'payment_link_inactive'
  | 'payment_link_busy'
  | 'customer_reference_taken'
  | 'customer_deleted'
  | 'invoice_not_draft'
  | 'invoice_not_finalizable'
  | 'invalid_challenge'
  | 'invalid_signature'
  | 'address_not_available'
  | 'address_in_use'
  | 'too_many_addresses'
  | 'invoice_not_open'
  | 'invoice_expired'
  | 'invoice_void'
  | 'invoice_paid'
  | 'invoice_uncollectible'
  | 'invoice_has_pending_payment'
  | 'invoice_already_covered'
  | 'part_too_small'
  | 'payment_request_expired'
  | 'payer_cannot_sign'
  | 'payment_not_capturable'
  | 'payment_not_refundable'
  | 'payment_not_in_escrow'
  | 'payment_not_confirmed'
  | 'payment_not_assignable'
  | 'payment_already_assigned'
  | 'payment_of_other_deployment'
  | 'posting_busy'
  | 'refund_cap_exceeded'
  | 'refund_not_cancelable'
  | 'too_many_unsigned_refunds'
  | 'payout_not_cancelable'
  | 'too_many_unsigned_payouts'
  | 'balance_too_low'
  | 'relay_in_flight'
  | 'sponsor_budget_exhausted'
  | 'sponsor_budget_spent'
  | 'relay_not_cancelable'
  | 'invalid_call'
  | 'call_not_yours'
  | 'would_revert'
  | 'webhook_url_forbidden'
  | 'too_many_webhook_endpoints'
  | 'webhook_endpoint_disabled'
  | 'no_webhook_endpoint'
  | 'replay_too_large'
  | 'replay_in_progress'
  | 'block_not_posted'
  | 'chain_unavailable'
  | 'no_gas_signer'
  | 'index_not_ready'

export interface ErrorDetails {
  /** Where in the request the fault is, as a path such as `amount` or `metadata.order`. */
  param?: string
  /** Seconds after which a retry may succeed. */
  retryAfterSeconds?: number
  /** Every fault found, when there are several. */
  errors?: { param: string; message: string }[]
  /** Machine-readable context, such as a decoded revert. */
  extra?: Record<string, unknown>
}

export class DomainError extends Error {
  readonly code: ErrorCode
  readonly details: ErrorDetails

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(message)
    this.name = 'DomainError'
    this.code = code
    this.details = details
  }
}

export function notFound(what: string, id: string, param = 'id'): DomainError {
  return new DomainError('not_found', `No ${what} ${id} exists for this key.`, { param })
}
