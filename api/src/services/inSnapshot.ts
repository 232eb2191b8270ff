import type { Ctx } from '../context.ts'
import type { Db } from '../store/database.ts'

/**
 * Reads the indexer's views, and whatever else, at one instant: rows and checkpoints are from the same snapshot. Answers
 * undefined before the indexer has made its views.
 */
export async function inSnapshot<T>(ctx: Ctx, read: (tx: Db) => Promise<T>): Promise<T | undefined> {
  return ctx.db
    .transaction()
    .setIsolationLevel('repeatable read')
    .setAccessMode('read only')
    .execute(async (tx) => {
      const { onchainSchema } = ctx.config
      if (!(await ctx.store.indexed.viewsExist(tx, onchainSchema))) return undefined
      await ctx.store.indexed.holdTables(tx, onchainSchema)
      return read(tx)
    })
}
