import type { Selectable } from 'kysely'
import type { Owner } from '../domain/caller.ts'
import type { Database, Db } from './database.ts'

export type AddressChallengeRow = Selectable<Database['address_challenge']>

export async function insert(tx: Db, row: AddressChallengeRow): Promise<void> {
  await tx.insertInto('address_challenge').values(row).execute()
}

export async function find(
  db: Db,
  owner: Owner,
  nonce: `0x${string}`,
): Promise<AddressChallengeRow | undefined> {
  return db
    .selectFrom('address_challenge')
    .selectAll()
    .where('nonce', '=', nonce)
    .where('merchant_id', '=', owner.merchantId)
    .where('mode', '=', owner.mode)
    .executeTakeFirst()
}

/** Uses a challenge up; false where that was done already. */
export async function use(tx: Db, nonce: `0x${string}`): Promise<boolean> {
  const result = await tx.deleteFrom('address_challenge').where('nonce', '=', nonce).executeTakeFirst()
  return result.numDeletedRows === 1n
}

export async function deleteBefore(db: Db, time: Date): Promise<bigint> {
  const result = await db.deleteFrom('address_challenge').where('expires_at', '<', time).executeTakeFirst()
  return result.numDeletedRows
}
