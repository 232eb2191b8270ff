import type { ErrorCode } from './errorCodes.ts'
import type { ErrorExtra } from './errorExtra.ts'

export interface ErrorDetails {
  /** Where in the request the fault is, as a path such as `amount` or `metadata.order`. */
  param?: string
  /** Seconds after which a retry may succeed. */
  retryAfterSeconds?: number
  /** Every fault found, when there are several. */
  errors?: { param: string; message: string }[]
  /** For programs, such as the reason of a revert. */
  extra?: Partial<ErrorExtra>
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
