import type { Insertable, Selectable, Updateable } from 'kysely'
import type { Owner } from '../domain/caller.ts'
import type { Database, Db } from './database.ts'
import { type Listed, type Page, readPage } from './page.ts'
import { RELAY_FATE, type RelayFate } from './relayFate.ts'

export type PayoutRow = Selectable<Database['payout']>

type Hex = `0x${string}`

/** A payout with how its relay fares. */
export type RelayedPayout = PayoutRow & RelayFate

export async function insert(tx: Db, row: Insertable<Database['payout']>): Promise<PayoutRow> {
  return tx.insertInto('payout').values(row).returningAll().executeTakeFirstOrThrow()
}

export async function find(db: Db, owner: Owner, id: string): Promise<PayoutRow | undefined> {
  return db
    .selectFrom('payout')
    .selectAll()
    .where('id', '=', id)
    .where('merchant_id', '=', owner.merchantId)
    .where('mode', '=', owner.mode)
    .executeTakeFirst()
}

export async function list(
  db: Db,
  page: Page,
  filter: { status?: PayoutRow['status'] | undefined },
): Promise<Listed<PayoutRow>> {
  let query = db.selectFrom('payout').selectAll()
  if (filter.status) query = query.where('status', '=', filter.status)
  return readPage(query, page)
}

/** A token's balance of an account. */
interface Balance {
  chainId: bigint
  account: Hex
  token: Hex
}

/** What the host is paying out of a merchant's balance already. */
export async function findRelayed(
  db: Db,
  owner: Owner,
  of: Balance,
): Promise<Pick<PayoutRow, 'id' | 'relay_id'> | undefined> {
  return db
    .selectFrom('payout')
    .select(['id', 'relay_id'])
    .where('merchant_id', '=', owner.merchantId)
    .where('mode', '=', owner.mode)
    .where('chain_id', '=', of.chainId)
    .where('account', '=', of.account)
    .where('token', '=', of.token)
    .where('status', '=', 'pending')
    .where('relay_id', 'is not', null)
    .executeTakeFirst()
}

/** Holds the payouts of these accounts that may still change until the transaction ends, in one order for everybody. */
export async function lockByAccounts(tx: Db, chainId: bigint, accounts: readonly Hex[]): Promise<void> {
  if (accounts.length === 0) return
  await open(tx, chainId, accounts).select('payout.id').orderBy('payout.id').forUpdate().execute()
}

/** Holds one payout until the transaction ends. */
export async function lock(tx: Db, id: string): Promise<PayoutRow> {
  return tx.selectFrom('payout').selectAll().where('id', '=', id).forUpdate().executeTakeFirstOrThrow()
}

/** Holds the payout that a relay is for. */
export async function lockByRelay(tx: Db, relayId: string): Promise<PayoutRow | undefined> {
  return tx.selectFrom('payout').selectAll().where('relay_id', '=', relayId).forUpdate().executeTakeFirst()
}

/** Holds a payout that waits for exactly this signature. */
export async function lockUnsigned(
  tx: Db,
  owner: Owner,
  of: Balance & { amount: bigint; recipient: Hex; nonce: bigint },
): Promise<PayoutRow | undefined> {
  return tx
    .selectFrom('payout')
    .selectAll()
    .where('merchant_id', '=', owner.merchantId)
    .where('mode', '=', owner.mode)
    .where('chain_id', '=', of.chainId)
    .where('account', '=', of.account)
    .where('token', '=', of.token)
    .where('amount', '=', of.amount)
    .where('recipient', '=', of.recipient)
    .where('nonce', '=', of.nonce)
    .where('status', '=', 'requires_signature')
    .forUpdate()
    .executeTakeFirst()
}

/**
 * Payouts that a fact may still execute, or that one executed which is not final. What a merchant was to sign itself is left
 * out once its account is another one's, whose withdrawals are no longer that merchant's.
 */
function open(db: Db, chainId: bigint, accounts: readonly Hex[]) {
  return db
    .selectFrom('payout')
    .where('payout.chain_id', '=', chainId)
    .where('payout.account', 'in', [...accounts])
    .where((eb) =>
      eb.or([
        eb.and([
          eb('payout.fact_identity', 'is', null),
          eb.or([
            eb('payout.relay_id', 'is not', null),
            eb('payout.merchant_id', '=', (own) =>
              own
                .selectFrom('merchant_address')
                .select('merchant_address.merchant_id')
                .whereRef('merchant_address.chain_id', '=', 'payout.chain_id')
                .whereRef('merchant_address.address', '=', 'payout.account'),
            ),
          ]),
        ]),
        eb('payout.fact_identity', 'in', (facts) =>
          facts
            .selectFrom('chain_fact')
            .select('chain_fact.identity')
            .where('chain_fact.chain_id', '=', chainId)
            .where('chain_fact.account', 'in', [...accounts])
            .where('chain_fact.kind', '=', 'withdrawn')
            .where('chain_fact.status', 'in', ['pending', 'confirmed']),
        ),
      ]),
    )
}

/**
 * Payouts of an account's balance that a fact may still execute, or that one of those given executed. Of those that are to be
 * signed these are its owner's only; what the host sent is told by its transactions, whosever the account is since.
 */
export async function listOpen(
  db: Db,
  owner: Owner,
  of: Balance,
  identities: readonly Hex[],
): Promise<RelayedPayout[]> {
  return db
    .selectFrom('payout')
    .leftJoin('relay', 'relay.id', 'payout.relay_id')
    .selectAll('payout')
    .select(RELAY_FATE)
    .where('payout.chain_id', '=', of.chainId)
    .where('payout.account', '=', of.account)
    .where('payout.token', '=', of.token)
    .where((eb) =>
      eb.or([
        eb.and([
          eb('payout.fact_identity', 'is', null),
          eb.or([eb('payout.merchant_id', '=', owner.merchantId), eb('payout.relay_id', 'is not', null)]),
        ]),
        eb('payout.fact_identity', 'in', [...identities]),
      ]),
    )
    .orderBy('payout.id')
    .execute()
}

/** Signers and nonces by which the withdrawals of these accounts may be told apart, if they happened at `since` or later. */
export async function listSigned(
  db: Db,
  chainId: bigint,
  accounts: readonly Hex[],
  since: Date,
): Promise<{ signer: Hex; nonce: bigint }[]> {
  if (accounts.length === 0) return []
  return open(db, chainId, accounts)
    .select(['payout.signer', 'payout.nonce'])
    .$narrowType<{ signer: Hex; nonce: bigint }>()
    .where('payout.nonce', 'is not', null)
    .where((eb) =>
      eb.or([eb('payout.signature_expires_at', 'is', null), eb('payout.signature_expires_at', '>=', since)]),
    )
    .execute()
}

export async function update(tx: Db, id: string, change: Updateable<Database['payout']>): Promise<PayoutRow> {
  return tx.updateTable('payout').set(change).where('id', '=', id).returningAll().executeTakeFirstOrThrow()
}

/** Gives up a payout that nobody signed. */
export async function cancel(tx: Db, id: string, now: Date): Promise<PayoutRow> {
  return tx
    .updateTable('payout')
    .set({ status: 'canceled', canceled_at: now })
    .where('id', '=', id)
    .returningAll()
    .executeTakeFirstOrThrow()
}

/** Unsigned payouts on a chain whose signatures expired before `time`. */
export async function listExpired(db: Db, chainId: bigint, time: Date, limit: number): Promise<string[]> {
  const rows = await db
    .selectFrom('payout')
    .select('id')
    .where('status', '=', 'requires_signature')
    .where('chain_id', '=', chainId)
    .where('signature_expires_at', '<', time)
    .orderBy('signature_expires_at')
    .limit(limit)
    .execute()
  return rows.map(({ id }) => id)
}

/** How many payouts of a merchant's balance wait for a signature. */
export async function countUnsigned(db: Db, owner: Owner, of: Balance): Promise<number> {
  const row = await db
    .selectFrom('payout')
    .select((eb) => eb.fn.countAll<bigint>().as('count'))
    .where('status', '=', 'requires_signature')
    .where('merchant_id', '=', owner.merchantId)
    .where('chain_id', '=', of.chainId)
    .where('account', '=', of.account)
    .where('token', '=', of.token)
    .executeTakeFirstOrThrow()
  return Number(row.count)
}
