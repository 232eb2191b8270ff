import type { Insertable, Selectable } from 'kysely'
import type { Database, Db } from './database.ts'

export type SessionChallengeRow = Selectable<Database['session_challenge']>

export async function insert(db: Db, row: Insertable<Database['session_challenge']>): Promise<void> {
  await db.insertInto('session_challenge').values(row).execute()
}

export async function find(db: Db, nonce: string): Promise<SessionChallengeRow | undefined> {
  return db.selectFrom('session_challenge').selectAll().where('nonce', '=', nonce).executeTakeFirst()
}

/** Uses a challenge up. True for exactly one caller. */
export async function consume(tx: Db, nonce: string): Promise<boolean> {
  const result = await tx.deleteFrom('session_challenge').where('nonce', '=', nonce).executeTakeFirst()
  return result.numDeletedRows === 1n
}

export async function deleteBefore(db: Db, moment: Date): Promise<bigint> {
  const result = await db.deleteFrom('session_challenge').where('expires_at', '<', moment).executeTakeFirst()
  return result.numDeletedRows
}
