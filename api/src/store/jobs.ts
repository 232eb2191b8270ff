import { sql } from 'kysely'
import type { Db } from './database.ts'

/** Every task of the worker, with its payload. */
export interface Tasks {
  deliver_webhook: { endpointId: string; eventId: string }
  /** The same for endpoints that fail or are slow, run by workers of its own. */
  retry_webhook: { endpointId: string; eventId: string }
  /** Whole numbers as text, since JSON knows no bigint. */
  replay_events: { endpointId: string; afterSeq: string; toSeq: string; types: string[] | null }
  run_tick: { name: string; slot: string }
}

export interface JobOptions {
  /** Jobs of one queue run one at a time. */
  queue?: string
  runAt?: Date
  /** At most one waiting job has this key; a later one replaces it. */
  key?: string
}

/** Adds a job inside the transaction that causes it. */
export async function add<T extends keyof Tasks>(
  tx: Db,
  task: T,
  payload: Tasks[T],
  options: JobOptions = {},
): Promise<void> {
  await sql`SELECT florin.add_job(
    ${task}, ${JSON.stringify(payload)}::json, ${options.queue ?? null},
    ${options.runAt ?? null}, ${options.key ?? null})`.execute(tx)
}

/** Adds jobs of one task, each with a key, in one statement and in this order. */
export async function addAll<T extends keyof Tasks>(
  tx: Db,
  task: T,
  jobs: readonly { key: string; payload: Tasks[T] }[],
): Promise<void> {
  const keys = jobs.map(({ key }) => key)
  const payloads = jobs.map(({ payload }) => JSON.stringify(payload))
  await sql`
    SELECT florin.add_job(${task}, job.payload::json, job_key := job.key)
    FROM unnest(${keys}::text[], ${payloads}::text[]) WITH ORDINALITY AS job (key, payload, place)
    ORDER BY job.place`.execute(tx)
}

/** Whether a job with this key waits or runs. */
export async function has(db: Db, key: string): Promise<boolean> {
  const { rows } = await sql<{ found: boolean }>`SELECT florin.has_job(${key}) AS found`.execute(db)
  return rows[0]?.found === true
}

/** Deletes jobs that will never run again. What they were for is found in our own rows. */
export async function deleteGivenUp(db: Db, before: Date): Promise<void> {
  await sql`
    SELECT graphile_worker.complete_jobs(ARRAY(
      SELECT id FROM graphile_worker.jobs
      WHERE attempts >= max_attempts AND locked_at IS NULL AND updated_at < ${before}))`.execute(db)
}
