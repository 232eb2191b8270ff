import { type Insertable, type Selectable, sql, type Updateable } from 'kysely'
import type { Database, Db } from './database.ts'

export type NonceRow = Selectable<Database['signer_nonce']>
export type TransactionRow = Selectable<Database['signer_transaction']>

type Hex = `0x${string}`

/** A key that pays gas, on one chain. */
export interface SignerKey {
  chain_id: bigint
  address: Hex
}

export type NonceKey = SignerKey & { nonce: bigint }

export async function find(db: Db, key: SignerKey): Promise<{ next_nonce: bigint } | undefined> {
  return db
    .selectFrom('gas_signer')
    .select('next_nonce')
    .where('chain_id', '=', key.chain_id)
    .where('address', '=', key.address)
    .executeTakeFirst()
}

/** Begins a signer's books; does nothing where they were begun. */
export async function begin(db: Db, key: SignerKey, nextNonce: bigint): Promise<void> {
  await db
    .insertInto('gas_signer')
    .values({ ...key, next_nonce: nextNonce })
    .onConflict((conflict) => conflict.columns(['chain_id', 'address']).doNothing())
    .execute()
}

/** Holds a signer's next nonce until the transaction ends. */
export async function lock(tx: Db, key: SignerKey): Promise<bigint> {
  const row = await tx
    .selectFrom('gas_signer')
    .select('next_nonce')
    .where('chain_id', '=', key.chain_id)
    .where('address', '=', key.address)
    .forNoKeyUpdate()
    .executeTakeFirstOrThrow()
  return row.next_nonce
}

/** Takes the next nonce. Nobody else ever gets the same one. */
export async function takeNonce(tx: Db, key: SignerKey): Promise<bigint> {
  const row = await tx
    .updateTable('gas_signer')
    .set({ next_nonce: sql<bigint>`next_nonce + 1` })
    .where('chain_id', '=', key.chain_id)
    .where('address', '=', key.address)
    .returning('next_nonce')
    .executeTakeFirstOrThrow()
  return row.next_nonce - 1n
}

export async function setNextNonce(tx: Db, key: SignerKey, nextNonce: bigint): Promise<void> {
  await tx
    .updateTable('gas_signer')
    .set({ next_nonce: nextNonce })
    .where('chain_id', '=', key.chain_id)
    .where('address', '=', key.address)
    .execute()
}

/** Nonces whose transactions are not in a block yet. */
export async function countInFlight(db: Db, key: SignerKey): Promise<number> {
  const row = await db
    .selectFrom('signer_nonce')
    .select((eb) => eb.fn.countAll<bigint>().as('count'))
    .where('chain_id', '=', key.chain_id)
    .where('address', '=', key.address)
    .where('status', 'in', ['taken', 'broadcast'])
    .executeTakeFirstOrThrow()
  return Number(row.count)
}

export async function insertNonces(
  tx: Db,
  rows: (NonceKey & Pick<NonceRow, 'relay_id' | 'status' | 'created_at'>)[],
): Promise<void> {
  await tx.insertInto('signer_nonce').values(rows).execute()
}

/** Nonces to look after: those not settled, and settled ones that the chain no longer counts as mined. */
export async function listOpen(
  db: Db,
  key: SignerKey,
  minedCount: bigint,
  limit: number,
): Promise<NonceRow[]> {
  return db
    .selectFrom('signer_nonce')
    .selectAll()
    .where('chain_id', '=', key.chain_id)
    .where('address', '=', key.address)
    .where((eb) =>
      eb.or([eb('status', 'in', ['taken', 'broadcast', 'mined']), eb('nonce', '>=', minedCount)]),
    )
    .orderBy('nonce')
    .limit(limit)
    .execute()
}

/** The last nonce that a relay took; undefined before its first. */
export async function findNewestNonce(
  db: Db,
  key: SignerKey,
  relayId: string,
): Promise<{ nonce: bigint } | undefined> {
  return db
    .selectFrom('signer_nonce')
    .select('nonce')
    .where('relay_id', '=', relayId)
    .where('chain_id', '=', key.chain_id)
    .where('address', '=', key.address)
    .orderBy('nonce', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** Our transactions for a relay, or for payments of an invoice, that were reverted in blocks, newest first, and why. */
export async function listReverted(
  db: Db,
  by: 'relay.id' | 'payment_request.invoice_id',
  id: string,
): Promise<{ relay_id: string; error_reason: string | null }[]> {
  return db
    .selectFrom('signer_nonce')
    .innerJoin('relay', 'relay.id', 'signer_nonce.relay_id')
    .leftJoin('payment_request', 'payment_request.id', 'relay.payment_request_id')
    .select(['relay.id as relay_id', 'relay.error_reason'])
    .where(by, '=', id)
    .where('signer_nonce.succeeded', '=', false)
    .orderBy('signer_nonce.nonce', 'desc')
    .execute()
}

export type NonceState = Omit<Updateable<Database['signer_nonce']>, 'relay_id'>

/** Changes a nonce that is in one of the given states. True for exactly one caller. */
export async function moveNonce(
  tx: Db,
  key: NonceKey,
  from: readonly NonceRow['status'][],
  state: NonceState,
): Promise<boolean> {
  const result = await tx
    .updateTable('signer_nonce')
    .set(state)
    .where('chain_id', '=', key.chain_id)
    .where('address', '=', key.address)
    .where('nonce', '=', key.nonce)
    .where('status', 'in', from)
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

/** Keeps signed bytes. The same bytes signed twice are kept once. */
export async function insertTransaction(
  tx: Db,
  row: Insertable<Database['signer_transaction']>,
): Promise<void> {
  await tx
    .insertInto('signer_transaction')
    .values(row)
    .onConflict((conflict) => conflict.columns(['chain_id', 'hash']).doNothing())
    .execute()
}

/** Everything that was ever signed for a nonce, newest first. Any of them may be the one that is mined. */
export async function listTransactions(db: Db, key: NonceKey): Promise<TransactionRow[]> {
  return db
    .selectFrom('signer_transaction')
    .selectAll()
    .where('chain_id', '=', key.chain_id)
    .where('address', '=', key.address)
    .where('nonce', '=', key.nonce)
    .orderBy('max_fee_per_gas', 'desc')
    .orderBy('created_at', 'desc')
    .execute()
}

/** Everything that was ever signed for a relay's nonces. */
export async function listTransactionsOfRelay(
  db: Db,
  relayId: string,
): Promise<Pick<TransactionRow, 'raw' | 'address'>[]> {
  return db
    .selectFrom('signer_transaction as transaction')
    .innerJoin('signer_nonce as nonce', (join) =>
      join
        .onRef('nonce.chain_id', '=', 'transaction.chain_id')
        .onRef('nonce.address', '=', 'transaction.address')
        .onRef('nonce.nonce', '=', 'transaction.nonce'),
    )
    .select(['transaction.raw', 'transaction.address'])
    .where('nonce.relay_id', '=', relayId)
    .execute()
}

export async function markSent(db: Db, chainId: bigint, hash: Hex, now: Date): Promise<void> {
  await db
    .updateTable('signer_transaction')
    .set({ last_sent_at: now })
    .where('chain_id', '=', chainId)
    .where('hash', '=', hash)
    .execute()
}

/** The hashes of every transaction that was ever signed for these relays. */
export async function listHashes(
  db: Db,
  relayIds: readonly string[],
): Promise<{ relay_id: string; hash: TransactionRow['hash'] }[]> {
  if (relayIds.length === 0) return []
  return db
    .selectFrom('signer_transaction as transaction')
    .innerJoin('signer_nonce as nonce', (join) =>
      join
        .onRef('nonce.chain_id', '=', 'transaction.chain_id')
        .onRef('nonce.address', '=', 'transaction.address')
        .onRef('nonce.nonce', '=', 'transaction.nonce'),
    )
    .select(['nonce.relay_id', 'transaction.hash'])
    .$narrowType<{ relay_id: string }>()
    .where('nonce.relay_id', 'in', [...relayIds])
    .execute()
}
