import { type Insertable, sql } from 'kysely'
import type { Database, Db } from './database.ts'

type Hex = `0x${string}`

interface Entry {
  account: string
  token: Hex
  amount: bigint
}

/** Writes a transaction with its legs. Whether they sum to zero is judged by the database at commit. */
export async function insert(
  tx: Db,
  transaction: Insertable<Database['ledger_transaction']>,
  legs: readonly Entry[],
): Promise<void> {
  await tx.insertInto('ledger_transaction').values(transaction).execute()
  await tx
    .insertInto('ledger_entry')
    .values(
      legs.map((leg, position) => ({
        transaction_id: transaction.id,
        position,
        account: leg.account,
        chain_id: transaction.chain_id,
        token: leg.token,
        amount: leg.amount,
      })),
    )
    .execute()
}

/** Notes whose books a transaction touches: those of the fact's own account, and of each balance that it moves. */
export async function insertTouches(
  tx: Db,
  transaction: Insertable<Database['ledger_transaction']>,
  factAccount: Hex,
  legs: readonly Entry[],
): Promise<void> {
  const touched = new Map<string, { address: Hex; token: Hex }>()
  for (const { account, token } of legs) {
    for (const address of [factAccount, ...ownersOf(account)])
      touched.set(`${address} ${token}`, { address, token })
  }
  await tx
    .insertInto('ledger_touch')
    .values(
      [...touched.values()].map(({ address, token }) => ({
        chain_id: transaction.chain_id,
        address,
        transaction_id: transaction.id,
        token,
        posted_at: transaction.posted_at,
      })),
    )
    .execute()
}

function ownersOf(account: string): Hex[] {
  const owner = /^(?:available|prepaid):(0x[0-9a-f]{40})$/.exec(account)?.[1]
  return owner === undefined ? [] : [owner as Hex]
}

/** Sum of an account's legs in one asset. */
export async function balance(
  db: Db,
  chainId: bigint,
  token: `0x${string}`,
  account: string,
): Promise<bigint> {
  const row = await db
    .selectFrom('ledger_entry')
    .select((eb) => eb.fn.coalesce(eb.fn.sum<bigint>('amount'), eb.lit(0)).as('total'))
    .where('chain_id', '=', chainId)
    .where('token', '=', token)
    .where('account', '=', account)
    .executeTakeFirstOrThrow()
  return BigInt(row.total)
}

/** Judges the deferred rules of the books now, so that one bad transaction fails alone and not with a whole batch. */
export async function checkNow(tx: Db): Promise<void> {
  await sql`SET CONSTRAINTS ALL IMMEDIATE`.execute(tx)
  await sql`SET CONSTRAINTS ALL DEFERRED`.execute(tx)
}
