import type { Selectable, Updateable } from 'kysely'
import type { Database, Db } from './database.ts'

export type PostingChainRow = Selectable<Database['posting_chain']>

export async function find(db: Db, chainId: bigint): Promise<PostingChainRow | undefined> {
  return db.selectFrom('posting_chain').selectAll().where('chain_id', '=', chainId).executeTakeFirst()
}

/** Begins a chain's books just before its contracts' first block; does nothing where they were begun. */
export async function begin(tx: Db, row: PostingChainRow): Promise<void> {
  await tx
    .insertInto('posting_chain')
    .values(row)
    .onConflict((conflict) => conflict.column('chain_id').doNothing())
    .execute()
}

export async function update(
  tx: Db,
  chainId: bigint,
  change: Updateable<Database['posting_chain']>,
): Promise<void> {
  await tx.updateTable('posting_chain').set(change).where('chain_id', '=', chainId).execute()
}
