import type { Owner } from '../domain/caller.ts'
import type { Db } from './database.ts'

/** Whether a merchant is, or ever was, paid on a live chain. */
export async function hasLive(db: Db, merchantId: string): Promise<boolean> {
  const row = await db
    .selectFrom('merchant_address')
    .select('address')
    .where('merchant_id', '=', merchantId)
    .where('mode', '=', 'live')
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** The addresses at which a merchant is paid, the first registered first. */
export async function listPresent(
  db: Db,
  owner: Owner,
  limit: number,
): Promise<{ chain_id: bigint; address: `0x${string}` }[]> {
  return db
    .selectFrom('merchant_address')
    .select(['chain_id', 'address'])
    .where('merchant_id', '=', owner.merchantId)
    .where('mode', '=', owner.mode)
    .where('removed_at', 'is', null)
    .orderBy('created_at')
    .orderBy('address')
    .limit(limit)
    .execute()
}
