import type { Insertable, Selectable } from 'kysely'
import type { Database, Db } from './database.ts'

type SessionRow = Selectable<Database['session']>

/** A session with what its member is at this moment. */
export type LivingSession = SessionRow &
  Pick<Selectable<Database['merchant_member']>, 'merchant_id' | 'address' | 'role'>

export async function insert(tx: Db, row: Insertable<Database['session']>): Promise<SessionRow> {
  return tx.insertInto('session').values(row).returningAll().executeTakeFirstOrThrow()
}

function living(db: Db) {
  return db
    .selectFrom('session')
    .innerJoin('merchant_member as member', 'member.id', 'session.member_id')
    .selectAll('session')
    .select(['member.merchant_id', 'member.address', 'member.role'])
    .where('session.ended_at', 'is', null)
    .where('member.removed_at', 'is', null)
}

/** The session of a token, unless it was ended or its member was removed. It may have run out. */
export async function findByHash(db: Db, sha256: Buffer): Promise<LivingSession | undefined> {
  return living(db).where('session.sha256', '=', sha256).executeTakeFirst()
}

export async function find(db: Db, merchantId: string, id: string): Promise<LivingSession | undefined> {
  return living(db)
    .where('session.id', '=', id)
    .where('member.merchant_id', '=', merchantId)
    .executeTakeFirst()
}

export async function end(tx: Db, id: string, now: Date): Promise<void> {
  await tx.updateTable('session').set({ ended_at: now }).where('id', '=', id).execute()
}
