import { sql } from 'kysely'
import type { PauseReason } from '../domain/signerHealth.ts'
import type { Db } from './database.ts'

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

/** Takes the next nonces of several keys, so many of each; answers with the first of each. Nobody else ever gets the same ones. */
export async function takeNonces(
  tx: Db,
  chainId: bigint,
  counts: ReadonlyMap<Hex, number>,
): Promise<Map<Hex, bigint>> {
  const { rows } = await sql<{ address: Hex; first: bigint }>`
    UPDATE florin.gas_signer AS signer SET next_nonce = next_nonce + wanted.count
    FROM unnest(${[...counts.keys()]}::text[], ${[...counts.values()]}::bigint[]) AS wanted (address, count)
    WHERE signer.chain_id = ${chainId} AND signer.address = wanted.address
    RETURNING signer.address, signer.next_nonce - wanted.count AS first`.execute(tx)
  return new Map(rows.map(({ address, first }) => [address, first]))
}

export async function setNextNonce(tx: Db, key: SignerKey, nextNonce: bigint): Promise<void> {
  await tx
    .updateTable('gas_signer')
    .set({ next_nonce: nextNonce })
    .where('chain_id', '=', key.chain_id)
    .where('address', '=', key.address)
    .execute()
}

/** Notes what a review of a key found; answers with why it was paused before, and undefined where it has no books yet. */
export async function review(
  db: Db,
  key: SignerKey,
  found: { balance: bigint; reason: PauseReason | null },
  now: Date,
): Promise<{ reason: PauseReason | null } | undefined> {
  const { rows } = await sql<{ reason: PauseReason | null }>`
    UPDATE florin.gas_signer AS signer SET balance = ${found.balance}, reviewed_at = ${now},
      pause_reason = ${found.reason}::text,
      paused_at = CASE WHEN ${found.reason}::text IS NOT NULL THEN coalesce(signer.paused_at, ${now}::timestamptz) END
    FROM (SELECT chain_id, address, pause_reason FROM florin.gas_signer
          WHERE chain_id = ${key.chain_id} AND address = ${key.address} FOR NO KEY UPDATE) AS before
    WHERE signer.chain_id = before.chain_id AND signer.address = before.address
    RETURNING before.pause_reason AS reason`.execute(db)
  return rows[0]
}

/** The keys that a worker looked at since then and found fit to send. The treasury is never looked at. */
export async function listFit(db: Db, chainId: bigint, since: Date): Promise<Hex[]> {
  const rows = await db
    .selectFrom('gas_signer')
    .select('address')
    .where('chain_id', '=', chainId)
    .where('reviewed_at', '>=', since)
    .where('paused_at', 'is', null)
    .orderBy('address')
    .execute()
  return rows.map(({ address }) => address)
}

/** Every key that ever paid on a chain, whether it is still configured or not. */
export async function listAddresses(db: Db, chainId: bigint): Promise<Hex[]> {
  const rows = await db
    .selectFrom('gas_signer')
    .select('address')
    .where('chain_id', '=', chainId)
    .orderBy('address')
    .execute()
  return rows.map(({ address }) => address)
}

/** Holds the next nonces of several keys until the transaction ends. */
export async function lockAll(tx: Db, chainId: bigint, addresses: readonly Hex[]): Promise<void> {
  await tx
    .selectFrom('gas_signer')
    .select('address')
    .where('chain_id', '=', chainId)
    .where('address', 'in', [...addresses])
    .orderBy('address')
    .forNoKeyUpdate()
    .execute()
}

/** How many transactions of each key are in no block yet, as far as we know. Paused keys are left out. */
export async function listLoads(
  db: Db,
  chainId: bigint,
  addresses: readonly Hex[],
): Promise<{ address: Hex; inFlight: number }[]> {
  const { rows } = await sql<{ address: Hex; inFlight: number }>`
    SELECT signer.address, (
        SELECT count(*)::integer FROM florin.signer_nonce AS nonce
        WHERE nonce.chain_id = signer.chain_id AND nonce.address = signer.address
          AND nonce.status IN ('taken', 'broadcast')) AS "inFlight"
    FROM florin.gas_signer AS signer
    WHERE signer.chain_id = ${chainId} AND signer.address = ANY (${addresses}::text[]) AND signer.paused_at IS NULL
    ORDER BY signer.address`.execute(db)
  return rows
}

/** How many of our transactions for a relay were reverted in blocks. */
export async function countReverted(db: Db, relayId: string): Promise<number> {
  const { count } = await db
    .selectFrom('signer_nonce')
    .select((eb) => eb.fn.countAll<bigint>().as('count'))
    .where('relay_id', '=', relayId)
    .where('succeeded', '=', false)
    .executeTakeFirstOrThrow()
  return Number(count)
}

/** The hashes of every transaction that was ever signed for these relays. */
export async function listHashes(
  db: Db,
  relayIds: readonly string[],
): Promise<{ relay_id: string; hash: Hex }[]> {
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
