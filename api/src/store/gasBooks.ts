import { type Selectable, sql } from 'kysely'
import type { Database, Db } from './database.ts'
import type { NonceKey } from './gasSigners.ts'

/** A nonce of which the books say otherwise than the nonce does. */
export type UnbookedNonce = Pick<
  Selectable<Database['signer_nonce']>,
  | 'chain_id'
  | 'address'
  | 'nonce'
  | 'mined_hash'
  | 'mined_block'
  | 'mined_block_hash'
  | 'gas_used'
  | 'effective_gas_price'
  | 'l1_fee'
  | 'booked_hash'
  | 'booked_block_hash'
>

/** Nonces whose transaction was mined, mined elsewhere or taken back since the books were written. */
export async function listUnbooked(db: Db, chainId: bigint, limit: number): Promise<UnbookedNonce[]> {
  return db
    .selectFrom('signer_nonce')
    .select([
      'chain_id',
      'address',
      'nonce',
      'mined_hash',
      'mined_block',
      'mined_block_hash',
      'gas_used',
      'effective_gas_price',
      'l1_fee',
      'booked_hash',
      'booked_block_hash',
    ])
    .where('chain_id', '=', chainId)
    .where(sql<boolean>`mined_block_hash IS DISTINCT FROM booked_block_hash`)
    .orderBy('address')
    .orderBy('nonce')
    .limit(limit)
    .execute()
}

/** Notes that the books say what the nonce says; false where it says something else by now, or somebody was first. */
export async function book(tx: Db, row: UnbookedNonce): Promise<boolean> {
  const key: NonceKey = row
  const result = await tx
    .updateTable('signer_nonce')
    .set({ booked_hash: row.mined_hash, booked_block_hash: row.mined_block_hash })
    .where('chain_id', '=', key.chain_id)
    .where('address', '=', key.address)
    .where('nonce', '=', key.nonce)
    .where(sql<boolean>`mined_block_hash IS NOT DISTINCT FROM ${row.mined_block_hash}`)
    .where(sql<boolean>`booked_block_hash IS NOT DISTINCT FROM ${row.booked_block_hash}`)
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}
