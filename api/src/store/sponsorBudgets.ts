import type { Insertable, Selectable } from 'kysely'
import type { Database, Db } from './database.ts'

export type BudgetRow = Selectable<Database['sponsor_budget']>

/** What the host decided for a merchant on a chain; undefined where it decided nothing. */
export async function find(db: Db, merchantId: string, chainId: bigint): Promise<BudgetRow | undefined> {
  return db
    .selectFrom('sponsor_budget')
    .selectAll()
    .where('merchant_id', '=', merchantId)
    .where('chain_id', '=', chainId)
    .executeTakeFirst()
}

export async function set(tx: Db, row: Insertable<Database['sponsor_budget']>): Promise<BudgetRow> {
  const { hour_limit, total_limit, recovers, updated_at } = row
  return tx
    .insertInto('sponsor_budget')
    .values(row)
    .onConflict((conflict) =>
      conflict
        .columns(['merchant_id', 'chain_id'])
        .doUpdateSet({ hour_limit, total_limit, recovers, updated_at }),
    )
    .returningAll()
    .executeTakeFirstOrThrow()
}
