/** Names of the moments at which the chaos suite kills the process. */
export type CrashPoint =
  | 'before-seen-commit'
  | 'after-seen'
  | 'before-confirm-commit'
  | 'after-confirm'
  | 'before-broadcast'
  | 'after-broadcast'
  | 'after-nonce'
  | 'before-webhook-recorded'

export type CrashPoints = (at: CrashPoint) => void
