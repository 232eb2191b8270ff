import { BaseError, UserRejectedRequestError } from 'viem'

export function isUserRejection(error: unknown): boolean {
  return (
    error instanceof BaseError && error.walk((cause) => cause instanceof UserRejectedRequestError) !== null
  )
}

/** A wallet's failure in one sentence: viem's long messages carry the request and the version besides. */
export function walletMessage(error: unknown): string {
  if (error instanceof BaseError) return error.shortMessage
  return error instanceof Error ? error.message : 'The wallet did not answer.'
}
