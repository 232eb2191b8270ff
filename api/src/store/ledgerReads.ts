import { type RawBuilder, sql } from 'kysely'
import type { Owner } from '../domain/caller.ts'
import type { LedgerEntryFields, LedgerTransactionFields } from '../domain/objects/ledgerTransaction.ts'
import type { Db } from './database.ts'
import type { Listed, Page } from './page.ts'

type Hex = `0x${string}`

export interface LedgerFilter {
  chainId?: bigint | undefined
  token?: Hex | undefined
  /** As the books write it. Whether it is the caller's is asked before. */
  account?: string | undefined
  /** A payment's id on its chain. */
  onchainId?: Hex | undefined
}

/**
 * Transactions that touch the books of a merchant's addresses, newest first. Each address's newest are found by index, and
 * only those few are merged, however many there are.
 */
export async function listTransactions(
  db: Db,
  page: Page,
  filter: LedgerFilter,
): Promise<Listed<LedgerTransactionFields>> {
  const backwards = page.endingBefore !== undefined
  const order = backwards ? sql`ASC` : sql`DESC`
  const { rows: found } = await sql<LedgerTransactionFields>`
    SELECT transaction.id, transaction.chain_id, transaction.direction, transaction.effective_at, transaction.posted_at,
      fact.identity, fact.inclusion, fact.kind, fact.status, fact.tx_hash, fact.block_number, fact.block_hash,
      fact.block_time, payment.id AS payment_id
    FROM (
      SELECT DISTINCT newest.transaction_id FROM florin.merchant_address own
      CROSS JOIN LATERAL (${newestOf(page, filter, order)}) newest
      WHERE own.merchant_id = ${page.merchantId} AND own.mode = ${page.mode}
        AND ${filter.chainId === undefined ? sql`true` : sql`own.chain_id = ${filter.chainId}`}
      ORDER BY newest.transaction_id ${order} LIMIT ${page.limit + 1}) found
    JOIN florin.ledger_transaction transaction ON transaction.id = found.transaction_id
    JOIN florin.chain_fact fact ON fact.chain_id = transaction.chain_id
      AND fact.identity = transaction.identity AND fact.inclusion = transaction.inclusion
    LEFT JOIN florin.payment payment ON payment.chain_id = fact.chain_id
      AND payment.onchain_id = fact.payment_onchain_id
      AND payment.merchant_id = ${page.merchantId} AND payment.mode = ${page.mode}
    ORDER BY transaction.id ${order}`.execute(db)
  const rows = found.slice(0, page.limit)
  return { rows: backwards ? rows.reverse() : rows, hasMore: found.length > page.limit }
}

/** The newest transactions of one address, of which the page can hold no more. */
function newestOf(page: Page, filter: LedgerFilter, order: RawBuilder<unknown>): RawBuilder<unknown> {
  const { startingAfter, endingBefore, createdFrom, createdBefore } = page
  const conditions = [
    ...(startingAfter === undefined ? [] : [sql`source.transaction_id < ${startingAfter}`]),
    ...(endingBefore === undefined ? [] : [sql`source.transaction_id > ${endingBefore}`]),
    ...(createdFrom === undefined ? [] : [sql`source.transaction_id >= ${createdFrom}`]),
    ...(createdBefore === undefined ? [] : [sql`source.transaction_id < ${createdBefore}`]),
    ...(filter.token === undefined ? [] : [sql`source.token = ${filter.token}`]),
    ...(filter.onchainId === undefined
      ? []
      : [sql`source.transaction_id = ANY(${postedFor(filter.onchainId)})`]),
  ]
  return sql`
    SELECT DISTINCT source.transaction_id FROM ${sourceOf(filter.account)}
    ${conditions.length === 0 ? sql`` : sql`AND ${sql.join(conditions, sql` AND `)}`}
    ORDER BY source.transaction_id ${order} LIMIT ${page.limit + 1}`
}

/** Where the order comes from. Whatever it is, only what touches the books of the merchant's own address is let through. */
function sourceOf(account: string | undefined): RawBuilder<unknown> {
  if (account === undefined)
    return sql`florin.ledger_touch source WHERE source.chain_id = own.chain_id AND source.address = own.address`
  return sql`florin.ledger_entry source
    WHERE source.chain_id = own.chain_id AND source.account = ${account}
      AND EXISTS (SELECT FROM florin.ledger_touch touch
        WHERE touch.chain_id = own.chain_id AND touch.address = own.address
          AND touch.transaction_id = source.transaction_id)`
}

function postedFor(onchainId: Hex): RawBuilder<unknown> {
  return sql`ARRAY(SELECT posted.id FROM florin.chain_fact of_payment
    JOIN florin.ledger_transaction posted ON posted.chain_id = of_payment.chain_id
      AND posted.identity = of_payment.identity AND posted.inclusion = of_payment.inclusion
    WHERE of_payment.chain_id = own.chain_id AND of_payment.payment_onchain_id = ${onchainId})`
}

export async function listEntries(db: Db, transactionIds: readonly string[]): Promise<LedgerEntryFields[]> {
  if (transactionIds.length === 0) return []
  return db
    .selectFrom('ledger_entry')
    .select(['transaction_id', 'account', 'chain_id', 'token', 'amount'])
    .where('transaction_id', 'in', transactionIds)
    .orderBy('transaction_id')
    .orderBy('position')
    .execute()
}

export interface LedgerBalanceRow {
  chain_id: bigint
  account: string
  token: Hex
  balance: bigint
}

/**
 * What accounts held after a block: the entries of every fact up to there, as the books know these facts now. What was
 * taken back since stands in the same block as what it takes back, and so is as if it had never been.
 */
export async function listBalancesAt(
  db: Db,
  chainId: bigint,
  accounts: readonly string[],
  at: { block: bigint; token?: Hex | undefined },
): Promise<LedgerBalanceRow[]> {
  const { rows } = await sql<LedgerBalanceRow>`
    SELECT entry.chain_id, entry.account, entry.token, sum(entry.amount) AS balance
    FROM florin.ledger_entry entry
    JOIN florin.ledger_transaction transaction ON transaction.id = entry.transaction_id
    JOIN florin.chain_fact fact ON fact.chain_id = transaction.chain_id
      AND fact.identity = transaction.identity AND fact.inclusion = transaction.inclusion
    WHERE entry.chain_id = ${chainId} AND entry.account = ANY(${accounts}::text[])
      AND ${at.token === undefined ? sql`true` : sql`entry.token = ${at.token}`}
      AND fact.block_number <= ${at.block}
    GROUP BY entry.chain_id, entry.account, entry.token
    ORDER BY entry.account, entry.token`.execute(db)
  return rows
}

/** A merchant's own addresses on a chain. */
export async function listOwnAddresses(db: Db, owner: Owner, chainId: bigint): Promise<Hex[]> {
  const rows = await db
    .selectFrom('merchant_address')
    .select('address')
    .where('merchant_id', '=', owner.merchantId)
    .where('mode', '=', owner.mode)
    .where('chain_id', '=', chainId)
    .orderBy('address')
    .execute()
  return rows.map((row) => row.address)
}

/** Whether a fact of this payment stands in the books of one of the merchant's addresses. */
export async function ownsEscrow(db: Db, owner: Owner, chainId: bigint, onchainId: Hex): Promise<boolean> {
  const row = await db
    .selectFrom('chain_fact as fact')
    .innerJoin('merchant_address as own', (join) =>
      join.onRef('own.chain_id', '=', 'fact.chain_id').onRef('own.address', '=', 'fact.account'),
    )
    .select('fact.identity')
    .where('fact.chain_id', '=', chainId)
    .where('fact.payment_onchain_id', '=', onchainId)
    .where('own.merchant_id', '=', owner.merchantId)
    .where('own.mode', '=', owner.mode)
    .limit(1)
    .executeTakeFirst()
  return row !== undefined
}
