import type { Fixed } from './columns.ts'

/** What runs by the clock, and who runs it. */
export interface JobsTables {
  tick: { name: Fixed<string>; slot: Fixed<Date> }
  worker_heartbeat: { worker_id: Fixed<string>; seen_at: Date }
}
