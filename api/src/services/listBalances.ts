import type { Ctx } from '../context.ts'
import type { Owner } from '../domain/caller.ts'
import type { BalanceRow } from '../store/indexed.ts'
import { inSnapshot } from './inSnapshot.ts'
import { type AsOf, indexNotReady, readAsOf } from './readAsOf.ts'

export interface Balances {
  rows: BalanceRow[]
  /** One for each chain of the owner's mode, with or without balances. */
  asOf: AsOf[]
}

/** What a merchant's own addresses hold inside the escrow, as the indexer shows it at one instant. */
export async function listBalances(ctx: Ctx, owner: Owner): Promise<Balances> {
  const chains = [...ctx.chains.values()].filter((chain) => chain.mode === owner.mode)
  const chainIds = chains.map((chain) => BigInt(chain.chainId))
  const balances = await inSnapshot(ctx, async (tx) => {
    const asOf: AsOf[] = []
    for (const chain of chains) asOf.push(await readAsOf(ctx, tx, chain))
    const rows = await ctx.store.indexed.listBalances(tx, ctx.config.onchainSchema, owner, chainIds)
    return { rows, asOf }
  })
  if (!balances) throw indexNotReady('this installation')
  return balances
}
