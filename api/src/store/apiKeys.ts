import type { Selectable } from 'kysely'
import type { Database, Db } from './database.ts'

export type ApiKeyRow = Selectable<Database['api_key']>

export async function findByHash(db: Db, sha256: Buffer): Promise<ApiKeyRow | undefined> {
  return db.selectFrom('api_key').selectAll().where('sha256', '=', sha256).executeTakeFirst()
}

export async function insert(
  tx: Db,
  row: Pick<ApiKeyRow, 'id' | 'merchant_id' | 'mode' | 'sha256' | 'scopes' | 'version' | 'created_at'>,
): Promise<void> {
  await tx.insertInto('api_key').values(row).execute()
}

/** Noted at most once a minute, so that reading does not become writing. */
export async function noteUse(db: Db, id: string, now: Date): Promise<void> {
  await db
    .updateTable('api_key')
    .set({ last_used_at: now })
    .where('id', '=', id)
    .where((eb) =>
      eb.or([eb('last_used_at', 'is', null), eb('last_used_at', '<', new Date(now.getTime() - 60_000))]),
    )
    .execute()
}

export async function revoke(tx: Db, id: string, now: Date): Promise<void> {
  await tx.updateTable('api_key').set({ revoked_at: now }).where('id', '=', id).execute()
}
