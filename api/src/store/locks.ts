import { sql } from 'kysely'
import type { Db } from './database.ts'

/** Takes a lock until the transaction ends; false where somebody else holds it. */
export async function tryLock(tx: Db, name: string): Promise<boolean> {
  const { rows } = await sql<{ taken: boolean }>`
    SELECT pg_try_advisory_xact_lock(hashtextextended(${name}, 0)) AS taken`.execute(tx)
  return rows[0]?.taken === true
}

/** Waits for a lock and holds it until the transaction ends. */
export async function lock(tx: Db, name: string): Promise<void> {
  await sql`SELECT pg_advisory_xact_lock(hashtextextended(${name}, 0))`.execute(tx)
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
    throw error
  }
}

/** Runs `work` in one transaction, or in the one that `db` already is. */
export async function inTransaction<T>(db: Db, work: (tx: Db) => Promise<T>): Promise<T> {
  return db.isTransaction ? work(db) : db.transaction().execute(work)
}
