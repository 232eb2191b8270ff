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
