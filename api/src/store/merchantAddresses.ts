import { type Selectable, sql } from 'kysely'
import type { Owner } from '../domain/caller.ts'
import type { Database, Db } from './database.ts'

export type MerchantAddressRow = Selectable<Database['merchant_address']>

type Hex = `0x${string}`

/** Which address on which chain. */
export interface AddressKey {
  chainId: bigint
  address: Hex
}

/** A merchant's addresses that were not removed; the first of each chain is the one that new invoices use. */
export async function list(db: Db, owner: Owner): Promise<MerchantAddressRow[]> {
  return db
    .selectFrom('merchant_address')
    .selectAll()
    .where('merchant_id', '=', owner.merchantId)
    .where('mode', '=', owner.mode)
    .where('removed_at', 'is', null)
    .orderBy('chain_id')
    .orderBy('is_default', 'desc')
    .orderBy('created_at')
    .orderBy('address')
    .execute()
}

/** Holds an address that was not removed until the transaction ends: no invoice begins to use it meanwhile. */
export async function lock(tx: Db, owner: Owner, key: AddressKey): Promise<MerchantAddressRow | undefined> {
  return tx
    .selectFrom('merchant_address')
    .selectAll()
    .where('chain_id', '=', key.chainId)
    .where('address', '=', key.address)
    .where('merchant_id', '=', owner.merchantId)
    .where('mode', '=', owner.mode)
    .where('removed_at', 'is', null)
    .forNoKeyUpdate()
    .executeTakeFirst()
}

/**
 * Gives an address to who has proven it, unless it is somebody else's; false then. Whoever removed it has lost it only
 * once another one proves to be it.
 */
export async function claim(tx: Db, owner: Owner, key: AddressKey, now: Date): Promise<boolean> {
  const { rows } = await sql`
    INSERT INTO florin.merchant_address AS known (chain_id, address, mode, merchant_id, created_at, proven_at)
    VALUES (${key.chainId}, ${key.address}, ${owner.mode}, ${owner.merchantId}, ${now}, ${now})
    ON CONFLICT (chain_id, address) DO UPDATE SET
      merchant_id = excluded.merchant_id,
      created_at = CASE WHEN known.removed_at IS NULL THEN known.created_at ELSE excluded.created_at END,
      proven_at = excluded.proven_at,
      removed_at = NULL
    WHERE known.removed_at IS NOT NULL OR known.merchant_id = excluded.merchant_id
    RETURNING address`.execute(tx)
  return rows.length === 1
}

export async function remove(tx: Db, key: AddressKey, now: Date): Promise<void> {
  await tx
    .updateTable('merchant_address')
    .set({ removed_at: now, is_default: false })
    .where('chain_id', '=', key.chainId)
    .where('address', '=', key.address)
    .execute()
}

export async function clearDefault(tx: Db, merchantId: string, chainId: bigint): Promise<void> {
  await tx
    .updateTable('merchant_address')
    .set({ is_default: false })
    .where('merchant_id', '=', merchantId)
    .where('chain_id', '=', chainId)
    .where('is_default', '=', true)
    .execute()
}

export async function setDefault(tx: Db, key: AddressKey): Promise<void> {
  await tx
    .updateTable('merchant_address')
    .set({ is_default: true })
    .where('chain_id', '=', key.chainId)
    .where('address', '=', key.address)
    .execute()
}

/** An invoice that may still be paid at an address. */
export async function findInvoiceInUse(db: Db, owner: Owner, key: AddressKey): Promise<string | undefined> {
  const row = await db
    .selectFrom('invoice')
    .select('id')
    .where('merchant_id', '=', owner.merchantId)
    .where('mode', '=', owner.mode)
    .where('status', 'in', ['draft', 'open'])
    .where('chain_id', '=', key.chainId)
    .where('merchant_address', '=', key.address)
    .limit(1)
    .executeTakeFirst()
  return row?.id
}

/** Terms naming an address by which a payer may still pay after `time`, of whatever became of the invoice. */
export async function findRequestInUse(
  db: Db,
  owner: Owner,
  key: AddressKey,
  time: Date,
): Promise<{ id: string; invoice_id: string; authorize_by: Date } | undefined> {
  return db
    .selectFrom('payment_request')
    .innerJoin('invoice', 'invoice.id', 'payment_request.invoice_id')
    .select(['payment_request.id', 'payment_request.invoice_id', 'payment_request.authorize_by'])
    .where('invoice.merchant_id', '=', owner.merchantId)
    .where('invoice.mode', '=', owner.mode)
    .where('invoice.chain_id', '=', key.chainId)
    .where('invoice.merchant_address', '=', key.address)
    .where('payment_request.authorize_by', '>', time)
    .orderBy('payment_request.authorize_by', 'desc')
    .limit(1)
    .executeTakeFirst()
}

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
