import { sql } from 'kysely'
import pg from 'pg'
import type { Db } from './database.ts'

/** What Postgres says when a lock did not come in time. */
const LOCK_NOT_AVAILABLE = '55P03'

/** Waits for a lock and holds it until the transaction ends. */
export async function lock(tx: Db, name: string): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended(${name}, 0))`.execute(tx)
}

/**
 * Waits for a lock at most so long, and holds it until the transaction ends. False where somebody else held it all the time.
 * The limit is for this lock alone.
 */
export async function lockWithin(tx: Db, name: string, waitMs: number): Promise<boolean> {
  try {
    await inSavepoint(tx, async () => {
      await sql`SELECT set_config('lock_timeout', ${String(waitMs)}, true)`.execute(tx)
      await lock(tx, name)
    })
  } catch (error) {
    if (error instanceof pg.DatabaseError && error.code === LOCK_NOT_AVAILABLE) return false
    throw error
  }
  await sql`SET LOCAL lock_timeout TO DEFAULT`.execute(tx)
  return true
}

/** Runs `work`; where it throws, undoes what it wrote and keeps the transaction alive. */
export async function inSavepoint<T>(tx: Db, work: () => Promise<T>): Promise<T> {
  await sql`SAVEPOINT step`.execute(tx)
  try {
    const result = await work()
    await sql`RELEASE SAVEPOINT step`.execute(tx)
    return result
  } catch (error) {
    await sql`ROLLBACK TO SAVEPOINT step`.execute(tx)
    // Savepoints nest by one name; this one is over, so that the next rollback goes to the one around it.
    await sql`RELEASE SAVEPOINT step`.execute(tx)
    throw error
  }
}

/** Runs `work` in one transaction, or in the one that `db` already is. */
export async function inTransaction<T>(db: Db, work: (tx: Db) => Promise<T>): Promise<T> {
  return db.isTransaction ? work(db) : db.transaction().execute(work)
}
