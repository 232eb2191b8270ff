import type { Db } from './database.ts'

/** True for the one who takes the slot. */
export async function insert(tx: Db, name: string, slot: Date): Promise<boolean> {
  const result = await tx
    .insertInto('tick')
    .values({ name, slot })
    .onConflict((conflict) => conflict.columns(['name', 'slot']).doNothing())
    .executeTakeFirst()
  return result.numInsertedOrUpdatedRows === 1n
}

export async function deleteBefore(db: Db, before: Date): Promise<bigint> {
  const result = await db.deleteFrom('tick').where('slot', '<', before).executeTakeFirst()
  return result.numDeletedRows
}
