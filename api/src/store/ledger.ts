import { type Insertable, sql } from 'kysely'
import type { Database, Db } from './database.ts'

/** Writes a transaction with its legs. Whether they sum to zero is judged by the database at commit. */
export async function insert(
  tx: Db,
  transaction: Insertable<Database['ledger_transaction']>,
  legs: { account: string; token: `0x${string}`; amount: bigint }[],
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
