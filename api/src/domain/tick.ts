/** What happens by the clock, with its cron pattern (six fields, seconds first). */
export const TICKS = {
  free_silent_workers: '*/10 * * * * *',
  sweep_due_jobs: '*/30 * * * * *',
  clean_old_rows: '0 17 * * * *',
} as const

export type TickName = keyof typeof TICKS
