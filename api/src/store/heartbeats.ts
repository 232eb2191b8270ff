import { type RawBuilder, sql } from 'kysely'
import type { Db } from './database.ts'

// Here alone the database's clock is used: it is the only one that all workers share, the queue's locks bear its time,
// and a test that moves our own clock must not make living workers look dead.

function ago(ms: number): RawBuilder<Date> {
  return sql<Date>`now() - ${ms} * interval '1 millisecond'`
}

/** Marks these workers as alive. A worker of the queue is one pool of one process. */
export async function record(db: Db, workerIds: readonly string[]): Promise<void> {
  if (workerIds.length === 0) return
  await db
    .insertInto('worker_heartbeat')
    .values(workerIds.map((worker_id) => ({ worker_id, seen_at: sql<Date>`now()` })))
    .onConflict((conflict) => conflict.column('worker_id').doUpdateSet({ seen_at: sql<Date>`now()` }))
    .execute()
}

/** Workers that hold jobs and were not seen for so long. */
export async function listSilentHolders(db: Db, silentMs: number): Promise<string[]> {
  const { rows } = await sql<{ worker_id: string }>`
    SELECT DISTINCT job.locked_by AS worker_id
    FROM graphile_worker.jobs job
    WHERE job.locked_by IS NOT NULL AND job.locked_at < ${ago(silentMs)}
      AND NOT EXISTS (
        SELECT FROM florin.worker_heartbeat alive
        WHERE alive.worker_id = job.locked_by AND alive.seen_at >= ${ago(silentMs)})`.execute(db)
  return rows.map((row) => row.worker_id)
}

/** Lets others run the jobs, and the queues, that these workers hold. */
export async function freeJobs(db: Db, workerIds: readonly string[]): Promise<void> {
  await sql`SELECT graphile_worker.force_unlock_workers(${[...workerIds]}::text[])`.execute(db)
}

export async function remove(db: Db, workerIds: readonly string[]): Promise<void> {
  if (workerIds.length === 0) return
  await db.deleteFrom('worker_heartbeat').where('worker_id', 'in', workerIds).execute()
}

export async function deleteSilent(db: Db, silentMs: number): Promise<bigint> {
  const result = await db
    .deleteFrom('worker_heartbeat')
    .where('seen_at', '<', ago(silentMs))
    .executeTakeFirst()
  return result.numDeletedRows
}
