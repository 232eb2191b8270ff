/** What happens by the clock. */
export const TICK_NAMES = [
  'free_silent_workers',
  'sweep_due_jobs',
  'clean_old_rows',
  'expire_invoices',
  'expire_signatures',
  'review_signers',
] as const

export type TickName = (typeof TICK_NAMES)[number]

/** Cron patterns of six fields, seconds first. */
export const TICK_PATTERNS: Record<TickName, string> = {
  free_silent_workers: '*/10 * * * * *',
  sweep_due_jobs: '*/30 * * * * *',
  clean_old_rows: '0 17 * * * *',
  expire_invoices: '*/10 * * * * *',
  expire_signatures: '*/30 * * * * *',
  review_signers: '*/15 * * * * *',
}
