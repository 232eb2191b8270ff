import type { Insertable, Selectable } from 'kysely'
import type { Role } from '../domain/roles.ts'
import type { Database, Db } from './database.ts'
import { type Listed, type Page, readKeyset } from './page.ts'

export type MemberRow = Selectable<Database['merchant_member']>

/** Adds a member; undefined where the address is one already. */
export async function insert(
  tx: Db,
  row: Insertable<Database['merchant_member']>,
): Promise<MemberRow | undefined> {
  return tx
    .insertInto('merchant_member')
    .values(row)
    .onConflict((conflict) => conflict.doNothing())
    .returningAll()
    .executeTakeFirst()
}

export async function find(
  db: Db,
  merchantId: string,
  address: `0x${string}`,
): Promise<MemberRow | undefined> {
  return db
    .selectFrom('merchant_member')
    .selectAll()
    .where('merchant_id', '=', merchantId)
    .where('address', '=', address)
    .where('removed_at', 'is', null)
    .executeTakeFirst()
}

export async function list(db: Db, page: Page): Promise<Listed<MemberRow>> {
  return readKeyset(db.selectFrom('merchant_member').selectAll().where('removed_at', 'is', null), page)
}

/** The merchants for which an address may act, with their names. */
export async function listByAddress(
  db: Db,
  address: `0x${string}`,
): Promise<(MemberRow & { merchant_name: string })[]> {
  return db
    .selectFrom('merchant_member as member')
    .innerJoin('merchant', 'merchant.id', 'member.merchant_id')
    .selectAll('member')
    .select('merchant.name as merchant_name')
    .where('member.address', '=', address)
    .where('member.removed_at', 'is', null)
    .orderBy('member.id')
    .execute()
}

export async function countOwners(db: Db, merchantId: string): Promise<number> {
  const owners = await db
    .selectFrom('merchant_member')
    .select('id')
    .where('merchant_id', '=', merchantId)
    .where('role', '=', 'owner')
    .where('removed_at', 'is', null)
    .execute()
  return owners.length
}

export async function update(
  tx: Db,
  merchantId: string,
  id: string,
  change: { role: Role } | { removed_at: Date },
): Promise<MemberRow> {
  return tx
    .updateTable('merchant_member')
    .set(change)
    .where('id', '=', id)
    .where('merchant_id', '=', merchantId)
    .returningAll()
    .executeTakeFirstOrThrow()
}
