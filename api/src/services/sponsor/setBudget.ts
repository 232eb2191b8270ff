import type { Ctx } from '../../context.ts'
import { notFound } from '../../domain/errors.ts'
import { type SponsorBudgetFields, toSponsorBudget } from '../../domain/objects/sponsorBudget.ts'
import { chainById } from '../chainOf.ts'
import { recordAudit } from '../recordAudit.ts'
import { readBudget } from './listBudgets.ts'

/** What is left out stays as it is. */
export interface BudgetChange {
  /** In wei; null is what the host's configuration says for every merchant. */
  hourLimit?: bigint | null
  /** In wei; null is no limit. */
  totalLimit?: bigint | null
  recovers?: boolean
}

/** Sets what the host pays for one merchant on one chain. Done by the host; the merchant's audit log shows it. */
export async function setBudget(
  ctx: Ctx,
  merchantId: string,
  chainId: bigint,
  change: BudgetChange,
): Promise<SponsorBudgetFields> {
  const { mode } = chainById(ctx, chainId)
  return ctx.store.locks.inTransaction(ctx.db, async (db) => {
    const inner = { ...ctx, db }
    await ctx.store.locks.lock(db, `sponsor_budget:${merchantId}:${chainId}`)
    if (!(await ctx.store.merchants.find(db, merchantId)))
      throw notFound('merchant', merchantId, '--merchant')
    const before = await readBudget(inner, merchantId, chainId)
    const known = await ctx.store.sponsorBudgets.find(db, merchantId, chainId)
    await ctx.store.sponsorBudgets.set(db, {
      merchant_id: merchantId,
      chain_id: chainId,
      hour_limit: change.hourLimit === undefined ? (known?.hour_limit ?? null) : change.hourLimit,
      total_limit: change.totalLimit === undefined ? (known?.total_limit ?? null) : change.totalLimit,
      recovers: change.recovers ?? known?.recovers ?? false,
      updated_at: ctx.clock.now(),
    })
    const after = await readBudget(inner, merchantId, chainId)
    await recordAudit(inner, {
      owner: { merchantId, mode },
      actor: { kind: 'host', id: 'setBudget' },
      operation: 'setBudget',
      target: { object: 'sponsor_budget', id: `eip155:${chainId}` },
      before: toSponsorBudget(before),
      after: toSponsorBudget(after),
    })
    return after
  })
}
