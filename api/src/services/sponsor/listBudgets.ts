import type { Ctx } from '../../context.ts'
import type { Owner } from '../../domain/caller.ts'
import type { SponsorBudgetFields } from '../../domain/objects/sponsorBudget.ts'
import { ALL_HOURS, hourOf } from '../../domain/sponsorship.ts'
import { chainIdsOf } from '../getMerchant.ts'

/** What the host pays for a merchant in this hour and in all, on each chain of the caller's mode. */
export function listBudgets(ctx: Ctx, owner: Owner): Promise<SponsorBudgetFields[]> {
  return Promise.all(chainIdsOf(ctx, owner.mode).map((chainId) => readBudget(ctx, owner.merchantId, chainId)))
}

export async function readBudget(
  ctx: Ctx,
  merchantId: string,
  chainId: bigint,
): Promise<SponsorBudgetFields> {
  const { sponsorBudgets, sponsorCounters } = ctx.store
  const subject = `merchant:${merchantId}` as const
  const hourStart = hourOf(ctx.clock.now())
  const budget = await sponsorBudgets.find(ctx.db, merchantId, chainId)
  const hour = await sponsorCounters.find(ctx.db, chainId, { subject, hour: hourStart })
  const total = await sponsorCounters.find(ctx.db, chainId, { subject, hour: ALL_HOURS })
  return {
    chainId,
    recovers: budget?.recovers ?? false,
    hourStart,
    hour: { ...hour, limit: budget?.hour_limit ?? ctx.config.sponsor.merchantHourWei },
    total: { ...total, limit: budget?.total_limit ?? null },
  }
}
