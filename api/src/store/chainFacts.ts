import { type Insertable, type Selectable, sql } from 'kysely'
import type { Database, Db } from './database.ts'

export type ChainFactRow = Selectable<Database['chain_fact']>

type Hex = `0x${string}`

/** Which inclusion of which fact. */
export interface FactKey {
  chain_id: bigint
  identity: Hex
  inclusion: number
}

/** Records a fact as the next inclusion of its identity; undefined where one lives already. */
export async function insertNext(
  tx: Db,
  row: Omit<Insertable<Database['chain_fact']>, 'inclusion'>,
): Promise<ChainFactRow | undefined> {
  const { highest } = await tx
    .selectFrom('chain_fact')
    .select((eb) => eb.fn.coalesce(eb.fn.max('inclusion'), eb.lit(0)).as('highest'))
    .where('chain_id', '=', row.chain_id)
    .where('identity', '=', row.identity)
    .executeTakeFirstOrThrow()
  return tx
    .insertInto('chain_fact')
    .values({ ...row, inclusion: highest + 1 })
    .onConflict((conflict) => conflict.doNothing())
    .returningAll()
    .executeTakeFirst()
}

export async function find(db: Db, key: FactKey): Promise<ChainFactRow | undefined> {
  return db
    .selectFrom('chain_fact')
    .selectAll()
    .where('chain_id', '=', key.chain_id)
    .where('identity', '=', key.identity)
    .where('inclusion', '=', key.inclusion)
    .executeTakeFirst()
}

/** The inclusion of a fact that no reorganisation removed. */
export async function findLiving(
  db: Db,
  chainId: bigint,
  identity: Hex | null,
): Promise<ChainFactRow | undefined> {
  if (identity === null) return undefined
  return db
    .selectFrom('chain_fact')
    .selectAll()
    .where('chain_id', '=', chainId)
    .where('identity', '=', identity)
    .where('status', '<>', 'reverted')
    .executeTakeFirst()
}

/** Another fact that says, and was not taken back, that money entered under the same payment's id. */
export async function findOtherIntake(
  db: Db,
  fact: ChainFactRow,
): Promise<Pick<ChainFactRow, 'identity' | 'status'> | undefined> {
  return db
    .selectFrom('chain_fact')
    .select(['identity', 'status'])
    .where('chain_id', '=', fact.chain_id)
    .where('payment_onchain_id', '=', fact.payment_onchain_id)
    .where('kind', 'in', ['authorized', 'charged'])
    .where('status', '<>', 'reverted')
    .where('identity', '<>', fact.identity)
    .executeTakeFirst()
}

/** A place in the order of the chain. */
export type Position = Pick<ChainFactRow, 'block_number' | 'log_index'>

/** How far a chain has come. What is final needs no more confirmations, however many were asked for. */
export interface Reach {
  head: bigint
  final: bigint
}

/** Pending facts that have their confirmations, after a position, in the order of the chain. */
export async function listConfirmable(
  db: Db,
  chainId: bigint,
  { head, final }: Reach,
  page: { after: Position; limit: number },
): Promise<ChainFactRow[]> {
  const { block_number, log_index } = page.after
  return db
    .selectFrom('chain_fact')
    .selectAll()
    .where('chain_id', '=', chainId)
    .where('status', '=', 'pending')
    .where((eb) => eb.or([eb('confirm_at_block', '<=', head), eb('block_number', '<=', final)]))
    .where(sql<boolean>`(block_number, log_index) > (${block_number}::bigint, ${log_index}::integer)`)
    .orderBy('block_number')
    .orderBy('log_index')
    .limit(page.limit)
    .execute()
}

/** The first fact of each payment that still waits for confirmations: later ones wait for it. */
export async function listFirstWaiting(
  db: Db,
  chainId: bigint,
  { head, final }: Reach,
): Promise<(Position & { payment_onchain_id: Hex })[]> {
  return db
    .selectFrom('chain_fact')
    .distinctOn('payment_onchain_id')
    .select(['block_number', 'log_index', 'payment_onchain_id'])
    .$narrowType<{ payment_onchain_id: Hex }>()
    .where('chain_id', '=', chainId)
    .where('status', '=', 'pending')
    .where('confirm_at_block', '>', head)
    .where('block_number', '>', final)
    .where('payment_onchain_id', 'is not', null)
    .orderBy('payment_onchain_id')
    .orderBy('block_number')
    .orderBy('log_index')
    .execute()
}

/** A payment's facts that no reorganisation removed, in the order of the chain. */
export async function listLiving(db: Db, chainId: bigint, onchainId: Hex): Promise<ChainFactRow[]> {
  return db
    .selectFrom('chain_fact')
    .selectAll()
    .where('chain_id', '=', chainId)
    .where('payment_onchain_id', '=', onchainId)
    .where('status', '<>', 'reverted')
    .orderBy('block_number')
    .orderBy('log_index')
    .execute()
}

/** An account's withdrawals of a token that no reorganisation removed and that are not final, in the order of the chain. */
export async function listLivingWithdrawals(db: Db, chainId: bigint, account: Hex): Promise<ChainFactRow[]> {
  return db
    .selectFrom('chain_fact')
    .selectAll()
    .where('chain_id', '=', chainId)
    .where('account', '=', account)
    .where('kind', '=', 'withdrawn')
    .where('status', 'in', ['pending', 'confirmed'])
    .orderBy('block_number')
    .orderBy('log_index')
    .execute()
}

/** Confirmed facts at or below a block: what is about to become final. */
export async function listConfirmedUpTo(db: Db, chainId: bigint, block: bigint): Promise<ChainFactRow[]> {
  return db
    .selectFrom('chain_fact')
    .selectAll()
    .where('chain_id', '=', chainId)
    .where('status', '=', 'confirmed')
    .where('block_number', '<=', block)
    .orderBy('block_number')
    .execute()
}

export async function lowestPendingBlock(db: Db, chainId: bigint): Promise<bigint | null> {
  const row = await db
    .selectFrom('chain_fact')
    .select((eb) => eb.fn.min('block_number').as('block'))
    .where('chain_id', '=', chainId)
    .where('status', '=', 'pending')
    .executeTakeFirst()
  return row?.block ?? null
}

type Place = Pick<ChainFactRow, 'block_number' | 'block_hash' | 'block_time' | 'tx_hash' | 'log_index'> & {
  payload: string
}

/**
 * Notes where a living fact stands now; undefined where somebody noted something else since it was read. It waits for as many
 * confirmations as before.
 */
export async function move(
  tx: Db,
  key: FactKey,
  oldBlockHash: Hex,
  place: Place,
): Promise<ChainFactRow | undefined> {
  return tx
    .updateTable('chain_fact')
    .set({
      ...place,
      confirm_at_block: sql<bigint>`${place.block_number}::bigint + confirm_at_block - block_number`,
    })
    .where('chain_id', '=', key.chain_id)
    .where('identity', '=', key.identity)
    .where('inclusion', '=', key.inclusion)
    .where('block_hash', '=', oldBlockHash)
    .where('status', 'in', ['pending', 'confirmed'])
    .returningAll()
    .executeTakeFirst()
}

/** Changes a fact's status if it still stands in the same block with the same status; false where it does not. */
export async function advance(
  tx: Db,
  fact: Pick<ChainFactRow, 'chain_id' | 'identity' | 'inclusion' | 'block_hash' | 'status'>,
  change: { status: ChainFactRow['status']; confirmed_at?: Date; reverted_at?: Date },
): Promise<boolean> {
  const result = await tx
    .updateTable('chain_fact')
    .set(change)
    .where('chain_id', '=', fact.chain_id)
    .where('identity', '=', fact.identity)
    .where('inclusion', '=', fact.inclusion)
    .where('block_hash', '=', fact.block_hash)
    .where('status', '=', fact.status)
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}
