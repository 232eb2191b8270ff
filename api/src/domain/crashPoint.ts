/**
 * Names of the moments at which the chaos suite kills the process. Those of a write and of x402 are the API's, which answers
 * calls; all others are the worker's.
 */
export type CrashPoint =
  | 'before-write-commit'
  | 'after-write'
  | 'before-x402-commit'
  | 'after-x402-accept'
  | 'before-x402-answer'
  | 'before-seen-commit'
  | 'after-seen'
  | 'before-confirm-commit'
  | 'after-confirm'
  | 'before-nonce-commit'
  | 'before-bytes-commit'
  | 'before-broadcast'
  | 'after-broadcast'
  | 'after-nonce'
  | 'before-mined-commit'
  | 'after-mined'
  | 'before-finish-commit'
  | 'after-finish'
  | 'before-ended-commit'
  | 'after-ended'
  | 'before-webhook-recorded'

export type CrashPoints = (at: CrashPoint) => void
