import { type Insertable, type Selectable, sql } from 'kysely'
import type { Mode, Owner } from '../domain/caller.ts'
import { LIVE_STATUSES } from '../domain/relay.ts'
import type { Database, Db } from './database.ts'
import { type Listed, type Page, readPage } from './page.ts'

export type RelayRow = Selectable<Database['relay']>

type Hex = `0x${string}`

export interface Intent {
  chain_id: bigint
  contract: Hex
  signer: Hex
  nonce: Hex
}

/** What an x402 payment moves. */
export interface X402Money extends Intent {
  token: Hex
  pay_to: Hex
  amount: bigint
}

/**
 * Adds a relay; undefined where the same intent is under way already.
 * @param firstBlock Nothing happened before it; where posting knows of later blocks that they are final, the intent was not
 *   executed in them either.
 */
export async function insert(
  tx: Db,
  firstBlock: bigint,
  row: Omit<Insertable<Database['relay']>, 'since_block'>,
): Promise<RelayRow | undefined> {
  const finalBlock = sql<bigint>`coalesce(
    (SELECT finalized_block FROM florin.posting_chain WHERE chain_id = ${row.chain_id}), ${firstBlock})`
  return tx
    .insertInto('relay')
    .values({ ...row, since_block: finalBlock })
    .onConflict((conflict) => conflict.doNothing())
    .returningAll()
    .executeTakeFirst()
}

export async function find(
  db: Db,
  owner: { merchantId: string; mode: Mode },
  id: string,
): Promise<RelayRow | undefined> {
  return db
    .selectFrom('relay')
    .selectAll()
    .where('id', '=', id)
    .where('merchant_id', '=', owner.merchantId)
    .where('mode', '=', owner.mode)
    .executeTakeFirst()
}

export async function list(
  db: Db,
  page: Page,
  filter: {
    status?: RelayRow['status'] | undefined
    kind?: RelayRow['kind'] | undefined
    payment?: string | undefined
  },
): Promise<Listed<RelayRow>> {
  let query = db.selectFrom('relay').selectAll()
  if (filter.status) query = query.where('status', '=', filter.status)
  if (filter.kind) query = query.where('kind', '=', filter.kind)
  if (filter.payment) query = query.where('payment_id', '=', filter.payment)
  return readPage(query, page)
}

export async function get(db: Db, id: string): Promise<RelayRow> {
  return db.selectFrom('relay').selectAll().where('id', '=', id).executeTakeFirstOrThrow()
}

/** Holds a relay of a merchant's until the transaction ends. */
export async function lock(tx: Db, owner: Owner, id: string): Promise<RelayRow | undefined> {
  return tx
    .selectFrom('relay')
    .selectAll()
    .where('id', '=', id)
    .where('merchant_id', '=', owner.merchantId)
    .where('mode', '=', owner.mode)
    .forUpdate()
    .executeTakeFirst()
}

export async function findLiveIntent(db: Db, intent: Intent): Promise<RelayRow | undefined> {
  return db
    .selectFrom('relay')
    .selectAll()
    .where('chain_id', '=', intent.chain_id)
    .where('contract', '=', intent.contract)
    .where('signer', '=', intent.signer)
    .where('nonce', '=', intent.nonce)
    .where('status', 'in', LIVE_STATUSES)
    .executeTakeFirst()
}

/** A relay of the owner's that executed this very intent. Only what has an id on chain is found: others have no index. */
export async function findExecuted(
  db: Db,
  owner: Owner,
  intent: Intent & { onchain_id: Hex },
): Promise<RelayRow | undefined> {
  return db
    .selectFrom('relay')
    .selectAll()
    .where('chain_id', '=', intent.chain_id)
    .where('onchain_id', '=', intent.onchain_id)
    .where('contract', '=', intent.contract)
    .where('signer', '=', intent.signer)
    .where('nonce', '=', intent.nonce)
    .where('merchant_id', '=', owner.merchantId)
    .where('mode', '=', owner.mode)
    .where('status', '=', 'confirmed')
    .limit(1)
    .executeTakeFirst()
}

/**
 * The relay that moves, or moved, the same money by the same nonce, whichever way its signature is written.
 * @param but This one is not meant.
 */
export async function findX402(db: Db, money: X402Money, but = ''): Promise<RelayRow | undefined> {
  return db
    .selectFrom('relay')
    .selectAll()
    .where('chain_id', '=', money.chain_id)
    .where('contract', '=', money.contract)
    .where('signer', '=', money.signer)
    .where('nonce', '=', money.nonce)
    .where('amount', '=', money.amount)
    .where(sql<boolean>`x402->>'token' = ${money.token} AND x402->>'pay_to' = ${money.pay_to}`)
    .where('status', 'in', [...LIVE_STATUSES, 'confirmed'])
    .where('id', '<>', but)
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** What is changing a payment; a refund that has an object of its own is left to that. */
export async function listLiveByPayment(
  db: Db,
  paymentId: string,
): Promise<Pick<RelayRow, 'id' | 'kind' | 'amount'>[]> {
  return db
    .selectFrom('relay')
    .select(['id', 'kind', 'amount'])
    .where('payment_id', '=', paymentId)
    .where('status', 'in', LIVE_STATUSES)
    .where((eb) =>
      eb.not(
        eb.exists(eb.selectFrom('refund').select('refund.id').whereRef('refund.relay_id', '=', 'relay.id')),
      ),
    )
    .orderBy('id')
    .execute()
}

/** Whether anything is under way on a chain. */
export async function hasLive(db: Db, chainId: bigint): Promise<boolean> {
  const row = await db
    .selectFrom('relay')
    .select('id')
    .where('chain_id', '=', chainId)
    .where('status', 'in', LIVE_STATUSES)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}

/** Relays with the last nonce that each took: that one alone carries it. Both are null before the first. */
export async function listCarried(
  db: Db,
  ids: readonly string[],
): Promise<(RelayRow & { carrier_address: Hex | null; carrier_nonce: bigint | null })[]> {
  if (ids.length === 0) return []
  const { rows } = await sql<RelayRow & { carrier_address: Hex | null; carrier_nonce: bigint | null }>`
    SELECT relay.*, carrier.address AS carrier_address, carrier.nonce AS carrier_nonce
    FROM florin.relay AS relay
    LEFT JOIN LATERAL (
      SELECT address, nonce FROM florin.signer_nonce WHERE relay_id = relay.id ORDER BY attempt DESC LIMIT 1
    ) AS carrier ON true
    WHERE relay.id = ANY (${ids})`.execute(db)
  return rows
}

/** From when until when a relay is held. A lease beyond both can only come from a clock that was wrong, and holds nothing. */
export interface LeaseTime {
  now: Date
  until: Date
}

/** A lease that ended, or that no right clock can have given. */
function isFree({ now, until }: LeaseTime) {
  const latest = new Date(2 * until.getTime() - now.getTime())
  return sql<boolean>`(leased_until IS NULL OR leased_until <= ${now} OR leased_until > ${latest})`
}

/** A relay that was tried in vain is tried again after this time. */
const RETRY_MS = 1_000
/** Clocks differ by less. */
const MOST_SKEW_MS = 60_000

/** Never tried, or long enough ago, or by a clock that was wrong. */
function isToBeTried({ now }: LeaseTime) {
  const before = new Date(now.getTime() - RETRY_MS)
  const latest = new Date(now.getTime() + MOST_SKEW_MS)
  return sql<boolean>`(updated_at = created_at OR updated_at <= ${before} OR updated_at > ${latest})`
}

/** Takes hold of relays in the order that everybody else does, so that no two wait for each other. */
function inOrder(db: Db, ids: readonly string[]) {
  return db
    .selectFrom('relay')
    .select('id')
    .where('id', '=', sql<string>`ANY (${ids})`)
    .orderBy('id')
    .forNoKeyUpdate()
}

function namesOf(relays: readonly { id: string }[]): string[] {
  return relays.map(({ id }) => id)
}

/** Notes that accepted relays were tried in vain. */
export async function noteTried(db: Db, ids: readonly string[], now: Date): Promise<void> {
  await db
    .updateTable('relay')
    .set({ updated_at: now })
    .where('id', 'in', inOrder(db, ids))
    .where('status', '=', 'accepted')
    .execute()
}

/**
 * Takes hold of accepted relays of a chain, or of those alone that had to be executed by a time. Those tried longest ago come first,
 * so that one that has to wait holds up no other.
 */
export async function leaseWaiting(
  db: Db,
  chainId: bigint,
  lease: LeaseTime,
  { limit, dueBy }: { limit: number; dueBy?: Date | undefined },
): Promise<RelayRow[]> {
  const rows = await db
    .updateTable('relay')
    .set({ leased_until: lease.until })
    .where('id', 'in', (eb) =>
      eb
        .selectFrom('relay')
        .select('id')
        .where('chain_id', '=', chainId)
        .where('status', '=', 'accepted')
        .where(isFree(lease))
        .where(isToBeTried(lease))
        .$if(dueBy !== undefined, (all) => all.where('deadline', '<=', dueBy ?? lease.now))
        .orderBy('updated_at')
        .orderBy('id')
        .limit(limit)
        .forNoKeyUpdate()
        .skipLocked(),
    )
    .returningAll()
    .execute()
  return rows.sort((a, b) => a.updated_at.getTime() - b.updated_at.getTime() || (a.id < b.id ? -1 : 1))
}

/** Takes hold of a relay in one of the given states; undefined where somebody else holds it or it moved on. */
export async function lease(
  db: Db,
  id: string,
  statuses: readonly RelayRow['status'][],
  lease: LeaseTime,
): Promise<RelayRow | undefined> {
  return db
    .updateTable('relay')
    .set({ leased_until: lease.until })
    .where('id', '=', id)
    .where('status', 'in', statuses)
    .where(isFree(lease))
    .returningAll()
    .executeTakeFirst()
}

/** Lets go of relays, unless the lease ran out and somebody else took them. */
export async function release(db: Db, ids: readonly string[], leasedUntil: Date): Promise<void> {
  await db
    .updateTable('relay')
    .set({ leased_until: null })
    .where('id', 'in', inOrder(db, ids))
    .where('leased_until', '=', leasedUntil)
    .execute()
}

/**
 * Moves accepted relays to submitted, without what an earlier attempt left, where the caller's lease still holds. Answers with
 * those that were moved: each for exactly one caller.
 */
export async function submit(
  tx: Db,
  ids: readonly string[],
  leasedUntil: Date,
  now: Date,
): Promise<Set<string>> {
  const rows = await tx
    .updateTable('relay')
    .set({ status: 'submitted', error_code: null, error_reason: null, updated_at: now })
    .where('id', 'in', inOrder(tx, ids))
    .where('status', '=', 'accepted')
    .where('leased_until', '=', leasedUntil)
    .returning('id')
    .execute()
  return new Set(rows.map(({ id }) => id))
}

/** Notes the transactions that carry submitted relays, or that were mined for them. */
export async function noteTransactions(
  tx: Db,
  status: 'submitted' | 'mined',
  relays: readonly { id: string; hash: Hex }[],
  now: Date,
): Promise<void> {
  await sql`
    UPDATE florin.relay AS relay SET status = ${status}, tx_hash = sent.hash, updated_at = ${now}
    FROM unnest(${relays.map(({ id }) => id)}::text[], ${relays.map(({ hash }) => hash)}::text[]) AS sent (id, hash)
    WHERE relay.id = sent.id AND relay.status = 'submitted'
      AND relay.id IN (${inOrder(tx, namesOf(relays))})`.execute(tx)
}

/** Ends living relays whose intents we executed ourselves; answers with those that were ended by this call. */
export async function confirmOwn(
  tx: Db,
  relays: readonly { id: string; hash: Hex }[],
  now: Date,
): Promise<RelayRow[]> {
  const { rows } = await sql<RelayRow>`
    UPDATE florin.relay AS relay
    SET status = 'confirmed', executed_by = 'self', tx_hash = mined.hash, updated_at = ${now}
    FROM unnest(${relays.map(({ id }) => id)}::text[], ${relays.map(({ hash }) => hash)}::text[]) AS mined (id, hash)
    WHERE relay.id = mined.id AND relay.status IN ('accepted', 'submitted', 'mined')
      AND relay.id IN (${inOrder(tx, namesOf(relays))})
    RETURNING relay.*`.execute(tx)
  return rows
}

export type RelayState = Partial<
  Pick<RelayRow, 'status' | 'executed_by' | 'tx_hash' | 'error_code' | 'error_reason'>
>

/** Changes a relay that is in one of the given states; undefined where it is not. */
export async function move(
  tx: Db,
  id: string,
  from: readonly RelayRow['status'][],
  state: RelayState,
  now: Date,
): Promise<RelayRow | undefined> {
  return tx
    .updateTable('relay')
    .set({ ...state, updated_at: now })
    .where('id', '=', id)
    .where('status', 'in', from)
    .returningAll()
    .executeTakeFirst()
}

/** Changes an accepted relay as long as the caller's lease holds; undefined where somebody else took it. */
export async function moveHeld(
  tx: Db,
  id: string,
  leasedUntil: Date,
  state: RelayState,
  now: Date,
): Promise<RelayRow | undefined> {
  return tx
    .updateTable('relay')
    .set({ ...state, updated_at: now })
    .where('id', '=', id)
    .where('status', '=', 'accepted')
    .where('leased_until', '=', leasedUntil)
    .returningAll()
    .executeTakeFirst()
}

/** Takes back a confirmation whose block vanished, unless the same intent is under way again already. */
export async function revive(tx: Db, id: string, now: Date): Promise<void> {
  await sql`
    UPDATE florin.relay AS relay SET status = 'submitted', executed_by = NULL, updated_at = ${now}
    WHERE id = ${id} AND status IN ('mined', 'confirmed') AND NOT EXISTS (
      SELECT FROM florin.relay AS other
      WHERE other.chain_id = relay.chain_id AND other.contract = relay.contract AND other.signer = relay.signer
        AND other.nonce = relay.nonce AND other.id <> relay.id
        AND other.status IN ('accepted', 'submitted', 'mined'))`.execute(tx)
}
