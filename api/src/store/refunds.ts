import { type Insertable, type Selectable, sql, type Updateable } from 'kysely'
import type { Owner } from '../domain/caller.ts'
import type { Database, Db } from './database.ts'
import { type Listed, type Page, readPage } from './page.ts'
import { RELAY_FATE, type RelayFate } from './relayFate.ts'

export type RefundRow = Selectable<Database['refund']>

type Hex = `0x${string}`

/** A refund with how its relay fares. */
export type RelayedRefund = RefundRow & RelayFate

export async function insert(tx: Db, row: Insertable<Database['refund']>): Promise<RefundRow> {
  return tx.insertInto('refund').values(row).returningAll().executeTakeFirstOrThrow()
}

export async function find(db: Db, owner: Owner, id: string): Promise<RefundRow | undefined> {
  return db
    .selectFrom('refund')
    .selectAll()
    .where('id', '=', id)
    .where('merchant_id', '=', owner.merchantId)
    .where('mode', '=', owner.mode)
    .executeTakeFirst()
}

export async function list(
  db: Db,
  page: Page,
  filter: { status?: RefundRow['status'] | undefined; payment?: string | undefined },
): Promise<Listed<RefundRow>> {
  let query = db.selectFrom('refund').selectAll()
  if (filter.status) query = query.where('status', '=', filter.status)
  if (filter.payment) query = query.where('payment_id', '=', filter.payment)
  return readPage(query, page)
}

/** What is being refunded and is not yet in the payment's totals. */
export async function listPending(
  db: Db,
  paymentId: string,
): Promise<Pick<RefundRow, 'id' | 'relay_id' | 'amount'>[]> {
  return db
    .selectFrom('refund')
    .select(['id', 'relay_id', 'amount'])
    .where('payment_id', '=', paymentId)
    .where('status', '=', 'pending')
    .orderBy('id')
    .execute()
}

/** Holds the refunds of these payments until the transaction ends, in one order for everybody. */
export async function lockByPayments(tx: Db, chainId: bigint, onchainIds: readonly Hex[]): Promise<void> {
  if (onchainIds.length === 0) return
  await tx
    .selectFrom('refund')
    .select('id')
    .where('payment_id', 'in', (eb) =>
      eb
        .selectFrom('payment')
        .select('payment.id')
        .where('payment.chain_id', '=', chainId)
        .where('payment.onchain_id', 'in', [...onchainIds]),
    )
    .orderBy('id')
    .forUpdate()
    .execute()
}

/** Holds one refund until the transaction ends. */
export async function lock(tx: Db, id: string): Promise<RefundRow> {
  return tx.selectFrom('refund').selectAll().where('id', '=', id).forUpdate().executeTakeFirstOrThrow()
}

/** Holds the refund that a relay is for. */
export async function lockByRelay(tx: Db, relayId: string): Promise<RefundRow | undefined> {
  return tx.selectFrom('refund').selectAll().where('relay_id', '=', relayId).forUpdate().executeTakeFirst()
}

/** Holds a refund that waits for exactly this signature. */
export async function lockUnsigned(
  tx: Db,
  owner: Owner,
  of: { paymentId: string; amount: bigint; signer: Hex; nonce: bigint },
): Promise<RefundRow | undefined> {
  return tx
    .selectFrom('refund')
    .selectAll()
    .where('merchant_id', '=', owner.merchantId)
    .where('mode', '=', owner.mode)
    .where('payment_id', '=', of.paymentId)
    .where('amount', '=', of.amount)
    .where('signer', '=', of.signer)
    .where('nonce', '=', of.nonce)
    .where('status', '=', 'requires_signature')
    .forUpdate()
    .executeTakeFirst()
}

function withRelays(db: Db) {
  return db
    .selectFrom('refund')
    .leftJoin('relay', 'relay.id', 'refund.relay_id')
    .selectAll('refund')
    .select(RELAY_FATE)
}

export async function listByPayment(db: Db, paymentId: string): Promise<RelayedRefund[]> {
  return withRelays(db).where('refund.payment_id', '=', paymentId).orderBy('refund.id').execute()
}

/** Signers and nonces by which the facts of these payments may be told apart, if they happened at `since` or later. */
export async function listSigned(
  db: Db,
  chainId: bigint,
  onchainIds: readonly Hex[],
  since: Date,
): Promise<{ signer: Hex; nonce: bigint }[]> {
  if (onchainIds.length === 0) return []
  return db
    .selectFrom('refund')
    .innerJoin('payment', 'payment.id', 'refund.payment_id')
    .select(['refund.signer', 'refund.nonce'])
    .$narrowType<{ signer: Hex; nonce: bigint }>()
    .where('payment.chain_id', '=', chainId)
    .where('payment.onchain_id', 'in', [...onchainIds])
    .where('refund.nonce', 'is not', null)
    .where((eb) =>
      eb.or([eb('refund.signature_expires_at', 'is', null), eb('refund.signature_expires_at', '>=', since)]),
    )
    .execute()
}

export async function update(tx: Db, id: string, change: Updateable<Database['refund']>): Promise<RefundRow> {
  return tx.updateTable('refund').set(change).where('id', '=', id).returningAll().executeTakeFirstOrThrow()
}

/** Gives up a refund that nobody signed. */
export async function cancel(tx: Db, id: string, now: Date): Promise<RefundRow> {
  return tx
    .updateTable('refund')
    .set({ status: 'canceled', canceled_at: now })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()
}

/** What refunds that the host signed and no block holds yet take of an account's balance of a token. */
export async function sumUnsent(db: Db, of: { chainId: bigint; account: Hex; token: Hex }): Promise<bigint> {
  const row = await db
    .selectFrom('refund')
    .innerJoin('relay', 'relay.id', 'refund.relay_id')
    .innerJoin('payment', 'payment.id', 'refund.payment_id')
    .select((eb) => eb.fn.coalesce(eb.fn.sum<bigint>('refund.amount'), eb.lit(0)).as('total'))
    .where('relay.chain_id', '=', of.chainId)
    .where('relay.status', 'in', ['accepted', 'submitted'])
    .where('refund.status', '=', 'pending')
    .where('refund.token', '=', of.token)
    .where(sql<boolean>`payment.terms->>'merchant' = ${of.account}`)
    // What the account signed itself is under no cap.
    .where('refund.signer', '<>', of.account)
    .executeTakeFirstOrThrow()
  return BigInt(row.total)
}

/** Unsigned refunds on a chain whose signatures expired before `time`. */
export async function listExpired(db: Db, chainId: bigint, time: Date, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom('refund')
    .select('id')
    .where('status', '=', 'requires_signature')
    .where('chain_id', '=', chainId)
    .where('signature_expires_at', '<', time)
    .orderBy('signature_expires_at')
    .limit(limit)
    .execute()
  return rows.map(({ id }) => id)
}

/** How many refunds of a payment wait for a signature. */
export async function countUnsigned(db: Db, paymentId: string): Promise<number> {
  const row = await db
    .selectFrom('refund')
    .select((eb) => eb.fn.countAll<bigint>().as('count'))
    .where('status', '=', 'requires_signature')
    .where('payment_id', '=', paymentId)
    .executeTakeFirstOrThrow()
  return Number(row.count)
}
