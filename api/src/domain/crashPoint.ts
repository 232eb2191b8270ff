/** Names of the moments at which the chaos suite kills the process. */
export type CrashPoint =
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
  | 'before-webhook-recorded'

export type CrashPoints = (at: CrashPoint) => void
