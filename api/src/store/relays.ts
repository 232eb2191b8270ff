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

/** Adds a relay; undefined where the same intent is under way already. */
export async function insert(tx: Db, row: Insertable<Database['relay']>): Promise<RelayRow | undefined> {
  return tx
    .insertInto('relay')
    .values(row)
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

/** The newest relay of an x402 payment that is under way or was executed. */
export async function findX402(db: Db, intent: Intent): Promise<RelayRow | undefined> {
  return db
    .selectFrom('relay')
    .selectAll()
    .where('chain_id', '=', intent.chain_id)
    .where('contract', '=', intent.contract)
    .where('signer', '=', intent.signer)
    .where('nonce', '=', intent.nonce)
    .where('x402', 'is not', null)
    .where('status', 'in', [...LIVE_STATUSES, 'confirmed'])
    .orderBy('id', 'desc')
    .limit(1)
    .executeTakeFirst()
}

/** A relay whose payment posting has not seen: under way, or confirmed a moment ago. */
function unpostedByInvoice(db: Db, invoiceId: string) {
  return (
    db
      .selectFrom('relay')
      .innerJoin('payment_request', 'payment_request.id', 'relay.payment_request_id')
      .select(['relay.id', 'relay.amount'])
      .where('payment_request.invoice_id', '=', invoiceId)
      .where('relay.status', 'in', [...LIVE_STATUSES, 'confirmed'])
      // A burn is about the same request, and brings nothing.
      .where('relay.kind', '<>', 'burn')
      .where((eb) =>
        eb.not(
          eb.exists(
            eb
              .selectFrom('payment')
              .select('payment.id')
              .whereRef('payment.chain_id', '=', 'relay.chain_id')
              .whereRef('payment.onchain_id', '=', 'relay.onchain_id')
              // What a reorganisation removed may be mined again as long as its relay lives.
              .where((or) =>
                or.or([or('payment.status', '<>', 'reverted'), or('relay.status', '=', 'confirmed')]),
              ),
          ),
        ),
      )
      .orderBy('relay.id')
  )
}

/** What relays bring to an invoice beside the payments that posting knows. */
export async function listUnpostedByInvoice(
  db: Db,
  invoiceId: string,
): Promise<{ id: string; amount: bigint | null }[]> {
  return unpostedByInvoice(db, invoiceId).execute()
}

/** A relay that is about to pay an invoice. */
export async function findLiveByInvoice(db: Db, invoiceId: string): Promise<{ id: string } | undefined> {
  return unpostedByInvoice(db, invoiceId).limit(1).executeTakeFirst()
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

/** Accepted relays that nobody holds. Those tried longest ago come first, so that one that has to wait holds up no other. */
export async function listWaiting(db: Db, chainId: bigint, now: Date, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom('relay')
    .select('id')
    .where('chain_id', '=', chainId)
    .where('status', '=', 'accepted')
    .where((eb) => eb.or([eb('leased_until', 'is', null), eb('leased_until', '<=', now)]))
    .orderBy('updated_at')
    .orderBy('id')
    .limit(limit)
    .execute()
  return rows.map((row) => row.id)
}

/** Takes hold of a relay in one of the given states; undefined where somebody else holds it or it moved on. */
export async function lease(
  db: Db,
  id: string,
  statuses: readonly RelayRow['status'][],
  now: Date,
  until: Date,
): Promise<RelayRow | undefined> {
  return db
    .updateTable('relay')
    .set({ leased_until: until })
    .where('id', '=', id)
    .where('status', 'in', statuses)
    .where((eb) => eb.or([eb('leased_until', 'is', null), eb('leased_until', '<=', now)]))
    .returningAll()
    .executeTakeFirst()
}

/** Lets go of a relay, unless its lease ran out and somebody else took it. */
export async function release(db: Db, id: string, leasedUntil: Date): Promise<void> {
  await db
    .updateTable('relay')
    .set({ leased_until: null })
    .where('id', '=', id)
    .where('leased_until', '=', leasedUntil)
    .execute()
}

/** Moves an accepted relay to submitted, without what an earlier attempt left, if the caller's lease still holds. True for exactly one caller. */
export async function submit(tx: Db, id: string, leasedUntil: Date, now: Date): Promise<boolean> {
  const result = await tx
    .updateTable('relay')
    .set({ status: 'submitted', error_code: null, error_reason: null, updated_at: now })
    .where('id', '=', id)
    .where('status', '=', 'accepted')
    .where('leased_until', '=', leasedUntil)
    .executeTakeFirst()
  return result.numUpdatedRows === 1n
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
