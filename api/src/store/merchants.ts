import { type Insertable, type Selectable, sql, type Updateable } from 'kysely'
import type { Mode, Owner } from '../domain/caller.ts'
import type { Database, Db } from './database.ts'

export type MerchantRow = Selectable<Database['merchant']>

export async function insert(tx: Db, row: Insertable<Database['merchant']>): Promise<void> {
  await tx.insertInto('merchant').values(row).execute()
}

export async function find(db: Db, id: string): Promise<MerchantRow | undefined> {
  return db.selectFrom('merchant').selectAll().where('id', '=', id).executeTakeFirst()
}

/** Holds a merchant until the transaction ends. */
export async function lock(tx: Db, id: string): Promise<void> {
  await tx.selectFrom('merchant').select('id').where('id', '=', id).forNoKeyUpdate().executeTakeFirst()
}

export async function update(tx: Db, id: string, change: Updateable<Database['merchant']>): Promise<void> {
  await tx.updateTable('merchant').set(change).where('id', '=', id).execute()
}

export async function insertAddress(tx: Db, row: Insertable<Database['merchant_address']>): Promise<void> {
  await tx.insertInto('merchant_address').values(row).execute()
}

/**
 * The address at which a merchant is paid on a chain: its default, else the first it registered. Held until the transaction
 * ends, so that it is not removed while an invoice begins to use it.
 */
export async function findAddress(
  db: Db,
  merchantId: string,
  chainId: number,
): Promise<`0x${string}` | undefined> {
  const row = await db
    .selectFrom('merchant_address')
    .select('address')
    .where('merchant_id', '=', merchantId)
    .where('chain_id', '=', BigInt(chainId))
    .where('removed_at', 'is', null)
    .orderBy('is_default', 'desc')
    .orderBy('created_at')
    .orderBy('address')
    .limit(1)
    .forShare()
    .executeTakeFirst()
  return row?.address
}

/** Whether pages of an origin may read what a checkout token of this merchant opens. */
export async function allowsOrigin(db: Db, id: string, origin: string): Promise<boolean> {
  const row = await db
    .selectFrom('merchant')
    .select('id')
    .where('id', '=', id)
    .where(sql<boolean>`allowed_origins @> ARRAY[${origin}::text]`)
    .executeTakeFirst()
  return row !== undefined
}

export async function anyAllowsOrigin(db: Db, origin: string): Promise<boolean> {
  const row = await db
    .selectFrom('merchant')
    .select('id')
    .where(sql<boolean>`allowed_origins @> ARRAY[${origin}::text]`)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Whose an address is, or was before it was removed: money that names it still concerns who had it. */
export async function findByAddress(
  db: Db,
  chainId: bigint,
  address: `0x${string}`,
): Promise<{ merchant_id: string; mode: Mode } | undefined> {
  return db
    .selectFrom('merchant_address')
    .select(['merchant_id', 'mode'])
    .where('chain_id', '=', chainId)
    .where('address', '=', address)
    .executeTakeFirst()
}

/** Takes the next number of a gapless series; others wait until this transaction ends. */
export async function nextNumber(
  tx: Db,
  merchantId: string,
  mode: Mode,
  name: 'invoice_number',
): Promise<bigint> {
  const row = await tx
    .insertInto('merchant_counter')
    .values({ merchant_id: merchantId, mode, name, value: 1n })
    .onConflict((conflict) =>
      conflict
        .columns(['merchant_id', 'mode', 'name'])
        .doUpdateSet({ value: sql<bigint>`florin.merchant_counter.value + 1` }),
    )
    .returning('value')
    .executeTakeFirstOrThrow()
  return row.value
}

/**
 * Takes the next numbers of several merchants' series, so many of each; answers with the last of each. The series are taken in
 * one order, so that two callers never wait for each other in a circle.
 */
export async function nextNumbers(
  tx: Db,
  name: 'event_seq',
  wanted: readonly { owner: Owner; count: number }[],
): Promise<{ merchant_id: string; mode: Mode; value: bigint }[]> {
  const { rows } = await sql<{ merchant_id: string; mode: Mode; value: bigint }>`
    INSERT INTO florin.merchant_counter AS counter (merchant_id, mode, name, value)
    SELECT merchant_id, mode, ${name}, count FROM unnest(
      ${wanted.map(({ owner }) => owner.merchantId)}::text[], ${wanted.map(({ owner }) => owner.mode)}::florin.mode[],
      ${wanted.map(({ count }) => count)}::bigint[]) AS wanted (merchant_id, mode, count)
    ORDER BY merchant_id, mode
    ON CONFLICT (merchant_id, mode, name) DO UPDATE SET value = counter.value + excluded.value
    RETURNING merchant_id, mode, value`.execute(tx)
  return rows
}
