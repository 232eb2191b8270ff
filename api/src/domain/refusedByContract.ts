import type { ErrorCode } from './errorCodes.ts'
import { DomainError } from './errors.ts'
import type { Revert } from './revert.ts'
import { hintOf } from './revertHint.ts'

/** What the contract would refuse, with its own reason and what would be right. */
export function refusedByContract(
  revert: Revert,
  param?: string,
  hint: string | undefined = hintOf(revert),
): DomainError {
  const { selector, reason } = revert
  return new DomainError('would_revert', sentences(`The contract would refuse this: ${reason}`, hint), {
    ...(param === undefined ? {} : { param }),
    extra: { selector, reason },
  })
}

/** The same, where the contract's reason is a fault of one field of the request. */
export function fieldRefused(
  code: ErrorCode,
  param: string,
  message: string,
  { selector, reason }: Revert,
): DomainError {
  return new DomainError(code, `${param}: ${message}.`, { param, extra: { selector, reason } })
}

function sentences(...parts: (string | undefined)[]): string {
  return parts
    .filter((part) => part !== undefined)
    .map((part) => `${part.charAt(0).toUpperCase()}${part.slice(1)}.`)
    .join(' ')
}
