import { type Selectable, sql, type Updateable } from 'kysely'
import type { Database, Db } from './database.ts'
import type { NonceKey, SignerKey } from './gasSigners.ts'

export type NonceRow = Selectable<Database['signer_nonce']>

type Hex = `0x${string}`

/** Books nonces for relays; each counts as the relay's next attempt. */
export async function insertTaken(
  tx: Db,
  rows: readonly (NonceKey & { relay_id: string })[],
  now: Date,
): Promise<void> {
  await sql`
    INSERT INTO florin.signer_nonce (chain_id, address, nonce, relay_id, attempt, status, created_at)
    SELECT taken.chain_id, taken.address, taken.nonce, taken.relay_id, 1 + (
        SELECT count(*) FROM florin.signer_nonce AS earlier WHERE earlier.relay_id = taken.relay_id),
      'taken', ${now}
    FROM unnest(
      ${rows.map((row) => row.chain_id)}::bigint[],
      ${rows.map((row) => row.address)}::text[],
      ${rows.map((row) => row.nonce)}::bigint[],
      ${rows.map((row) => row.relay_id)}::text[]) AS taken (chain_id, address, nonce, relay_id)`.execute(tx)
}

/** Books a nonce that carries coin to another key of ours. */
export async function insertTransfer(
  tx: Db,
  row: NonceKey & { pays_to: Hex; pays_amount: bigint },
  now: Date,
): Promise<void> {
  await tx
    .insertInto('signer_nonce')
    .values({ ...row, status: 'taken', created_at: now })
    .execute()
}

/** Whether coin is under way to a key, or came too short a time ago to count as its own. */
export async function isToppedUp(tx: Db, chainId: bigint, to: Hex): Promise<boolean> {
  const row = await tx
    .selectFrom('signer_nonce')
    .select('nonce')
    .where('chain_id', '=', chainId)
    .where('pays_to', '=', to)
    .where('status', 'in', ['taken', 'broadcast', 'mined'])
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Books nonces that something else used: all from `first` to the one before `end`. */
export async function insertForeign(
  tx: Db,
  key: SignerKey,
  range: { first: bigint; end: bigint },
  now: Date,
): Promise<void> {
  await sql`
    INSERT INTO florin.signer_nonce (chain_id, address, nonce, status, created_at)
    SELECT ${key.chain_id}, ${key.address}, nonce, 'foreign', ${now}
    FROM generate_series(${range.first}::bigint, ${range.end}::bigint - 1) AS nonce`.execute(tx)
}

/** Nonces of a chain whose transactions are in no block yet, as far as we know. */
export async function listInFlight(db: Db, chainId: bigint, limit: number): Promise<NonceRow[]> {
  return db
    .selectFrom('signer_nonce')
    .selectAll()
    .where('chain_id', '=', chainId)
    .where('status', 'in', ['taken', 'broadcast'])
    .orderBy('address')
    .orderBy('nonce')
    .limit(limit)
    .execute()
}

/** Nonces that something else took, and that the chain does not count as used. */
export async function listForeign(db: Db, key: SignerKey, minedCount: bigint): Promise<NonceRow[]> {
  return db
    .selectFrom('signer_nonce')
    .selectAll()
    .where('chain_id', '=', key.chain_id)
    .where('address', '=', key.address)
    .where('nonce', '>=', minedCount)
    .where('status', '=', 'foreign')
    .orderBy('nonce')
    .limit(256)
    .execute()
}

/** Mined nonces whose block is deep enough, the deepest first. */
export async function listDue(
  db: Db,
  chainId: bigint,
  deepBlock: bigint,
  limit: number,
): Promise<NonceRow[]> {
  return db
    .selectFrom('signer_nonce')
    .selectAll()
    .where('chain_id', '=', chainId)
    .where('status', '=', 'mined')
    .where('mined_block', '<=', deepBlock)
    .orderBy('mined_block')
    .orderBy('address')
    .orderBy('nonce')
    .limit(limit)
    .execute()
}

/** A block in which we found transactions of ours. */
export interface KnownBlock {
  number: bigint
  hash: Hex
}

/** The highest block that we know, with nonces in one of the states; undefined before the first. */
export async function findNewestBlock(
  db: Db,
  chainId: bigint,
  states: readonly NonceRow['status'][],
): Promise<KnownBlock | undefined> {
  const { rows } = await sql<KnownBlock>`
    SELECT mined_block AS number, mined_block_hash AS hash FROM florin.signer_nonce
    WHERE chain_id = ${chainId} AND mined_block IS NOT NULL AND status = ANY (${states})
    ORDER BY mined_block DESC LIMIT 1`.execute(db)
  return rows[0]
}

/** The blocks that we know from one height down, the lowest of them first. */
export async function listBlocks(
  db: Db,
  chainId: bigint,
  upTo: bigint,
  limit: number,
): Promise<KnownBlock[]> {
  const { rows } = await sql<KnownBlock>`
    SELECT DISTINCT mined_block AS number, mined_block_hash AS hash FROM florin.signer_nonce
    WHERE chain_id = ${chainId} AND mined_block <= ${upTo}
    ORDER BY mined_block DESC LIMIT ${limit}`.execute(db)
  return rows.reverse()
}

export async function listInBlock(db: Db, chainId: bigint, block: KnownBlock): Promise<NonceRow[]> {
  return db
    .selectFrom('signer_nonce')
    .selectAll()
    .where('chain_id', '=', chainId)
    .where('mined_block', '=', block.number)
    .where('mined_block_hash', '=', block.hash)
    .orderBy('address')
    .orderBy('nonce')
    .execute()
}

export type NonceState = Omit<Updateable<Database['signer_nonce']>, 'relay_id' | 'attempt'>

/** Changes a nonce that is in one of the given states. True for exactly one caller. */
export async function move(
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

/** Takes back that a nonce was mined in the block that the row names. False where it was taken back before, by whomever. */
export async function takeBack(tx: Db, row: NonceRow): Promise<boolean> {
  const result = await tx
    .updateTable('signer_nonce')
    .set({
      status: 'broadcast',
      mined_hash: null,
      mined_block: null,
      mined_block_hash: null,
      succeeded: null,
      gas_used: null,
      effective_gas_price: null,
      l1_fee: null,
    })
    .where('chain_id', '=', row.chain_id)
    .where('address', '=', row.address)
    .where('nonce', '=', row.nonce)
    .where('status', 'in', ['mined', 'final'])
    .where('mined_block_hash', '=', row.mined_block_hash)
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
}

/** Notes that bytes of these nonces were handed to the chain. */
export async function markBroadcast(tx: Db, keys: readonly NonceKey[]): Promise<void> {
  await sql`
    UPDATE florin.signer_nonce AS nonce SET status = 'broadcast'
    FROM (${inOrder(keys, ['taken'])}) AS held
    WHERE ${sameNonce}`.execute(tx)
}

/** Notes that something of ours was signed for nonces that were foreign. */
export async function reclaim(tx: Db, keys: readonly NonceKey[]): Promise<void> {
  await sql`
    UPDATE florin.signer_nonce AS nonce SET status = 'taken'
    FROM (${inOrder(keys, ['foreign'])}) AS held
    WHERE ${sameNonce}`.execute(tx)
}

/** A nonce and the block that used it. */
export interface MinedNonce extends NonceKey {
  mined_hash: Hex
  mined_block: bigint
  mined_block_hash: Hex
  succeeded: boolean
  gas_used: bigint
  effective_gas_price: bigint
  l1_fee: bigint | null
}

/** Notes the blocks of nonces that were in flight; answers with those that still were. */
export async function recordMined(tx: Db, mined: readonly MinedNonce[]): Promise<NonceRow[]> {
  const { rows } = await sql<NonceRow>`
    UPDATE florin.signer_nonce AS nonce
    SET status = 'mined', mined_hash = mined.hash, mined_block = mined.block, mined_block_hash = mined.block_hash,
      succeeded = mined.succeeded, gas_used = mined.gas_used, effective_gas_price = mined.price, l1_fee = mined.l1_fee
    FROM (${inOrder(mined, ['taken', 'broadcast'])}) AS held
    JOIN unnest(
      ${mined.map((row) => row.address)}::text[], ${mined.map((row) => row.nonce)}::bigint[],
      ${mined.map((row) => row.mined_hash)}::text[], ${mined.map((row) => row.mined_block)}::bigint[],
      ${mined.map((row) => row.mined_block_hash)}::text[], ${mined.map((row) => row.succeeded)}::boolean[],
      ${mined.map((row) => row.gas_used)}::numeric[], ${mined.map((row) => row.effective_gas_price)}::numeric[],
      ${mined.map((row) => row.l1_fee)}::numeric[])
      AS mined (address, nonce, hash, block, block_hash, succeeded, gas_used, price, l1_fee)
      ON mined.address = held.address AND mined.nonce = held.nonce
    WHERE ${sameNonce}
    RETURNING nonce.*`.execute(tx)
  return rows
}

/** Ends mined nonces for good; answers with those that were ended by this call. */
export async function finish(tx: Db, keys: readonly NonceKey[]): Promise<NonceRow[]> {
  const { rows } = await sql<NonceRow>`
    UPDATE florin.signer_nonce AS nonce SET status = 'final'
    FROM (${inOrder(keys, ['mined'])}) AS held
    WHERE ${sameNonce}
    RETURNING nonce.*`.execute(tx)
  return rows
}

/** Holds the nonces that are in one of the states, one after the other, so that two workers never wait for each other in a circle. */
function inOrder(keys: readonly NonceKey[], states: readonly NonceRow['status'][]) {
  return sql`
    SELECT chain_id, address, nonce FROM florin.signer_nonce
    WHERE (chain_id, address, nonce) IN (SELECT * FROM unnest(
        ${keys.map((row) => row.chain_id)}::bigint[],
        ${keys.map((row) => row.address)}::text[],
        ${keys.map((row) => row.nonce)}::bigint[]))
      AND status = ANY (${states})
    ORDER BY chain_id, address, nonce FOR NO KEY UPDATE`
}

const sameNonce = sql`nonce.chain_id = held.chain_id AND nonce.address = held.address AND nonce.nonce = held.nonce`
