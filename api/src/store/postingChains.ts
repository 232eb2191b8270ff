import { type Insertable, type Selectable, sql } from 'kysely'
import type { Database, Db } from './database.ts'

export type PostingChainRow = Selectable<Database['posting_chain']>

export async function find(db: Db, chainId: bigint): Promise<PostingChainRow | undefined> {
  return db.selectFrom('posting_chain').selectAll().where('chain_id', '=', chainId).executeTakeFirst()
}

/** Begins a chain's books just before its contracts' first block; does nothing where they were begun. */
export async function begin(tx: Db, row: Insertable<Database['posting_chain']>): Promise<void> {
  await tx
    .insertInto('posting_chain')
    .values(row)
    .onConflict((conflict) => conflict.column('chain_id').doNothing())
    .execute()
}

/** Notes the head that a node told. A node that lags behind does not lower what another one told before. */
export async function raiseHead(
  tx: Db,
  chainId: bigint,
  head: Pick<PostingChainRow, 'head_block' | 'head_time' | 'updated_at'>,
): Promise<void> {
  await tx
    .updateTable('posting_chain')
    .set({
      head_block: sql<bigint>`greatest(head_block, ${head.head_block})`,
      // By the time of a lower block it could never be told that this head is false.
      head_time: sql<Date>`CASE WHEN ${head.head_block} >= head_block
        THEN greatest(head_time, ${head.head_time}) ELSE head_time END`,
      updated_at: head.updated_at,
    })
    .where('chain_id', '=', chainId)
    .execute()
}

/**
 * Takes the head back where a lower block is later than it by some margin: then it was not the chain's, or is not
 * any more. A node that lags shows no such block.
 * @param disprovenUntil The block's time less the margin.
 * @returns Whether it was taken back.
 */
export async function takeBackHead(
  tx: Db,
  chainId: bigint,
  head: Pick<PostingChainRow, 'head_block' | 'head_time'>,
  disprovenUntil: Date,
): Promise<boolean> {
  const result = await tx
    .updateTable('posting_chain')
    .set({ head_block: head.head_block, head_time: head.head_time })
    .where('chain_id', '=', chainId)
    .where('head_block', '>', head.head_block)
    .where('head_time', '<', disprovenUntil)
    .executeTakeFirst()
  return result.numUpdatedRows > 0n
}

/** The highest block in which a fact was seen, and the block up to which all is final, only ever grow. */
export async function raise(
  tx: Db,
  chainId: bigint,
  column: 'highest_seen_block' | 'finalized_block',
  block: bigint,
): Promise<void> {
  await tx
    .updateTable('posting_chain')
    .set({ [column]: sql<bigint>`greatest(${sql.ref(column)}, ${block})` })
    .where('chain_id', '=', chainId)
    .execute()
}

/**
 * Notes up to which block the last round read every fact; after a reorganisation that may be a lower one.
 * @param time The block's time, where it is known.
 */
export async function noteRead(tx: Db, chainId: bigint, block: bigint, time?: Date): Promise<void> {
  await tx
    .updateTable('posting_chain')
    .set({ read_block: block, ...(time ? { read_time: time } : {}) })
    .where('chain_id', '=', chainId)
    .where('read_block', '<>', block)
    .execute()
}
